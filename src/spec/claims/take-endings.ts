import { askMeant } from '../mistakes/nearest-name';
import { type Claim, countingFailures, type Quantifier } from './claim';
import type { ClaimScanner } from './claim-scanner';
import { pathPattern } from './parse-conditions';
import { takeNumber } from './take-number';

type Endings = Pick<Claim, 'margin' | 'quantifier' | 'countsFailures'>;

const whole = /\d+(?![\d.%])/y;

const examples = {
  margin: 'For instance: mean(test/accuracy | optimizer=adam) > 0.9 by at least 0.005',
  quantifier:
    'For instance: mean(test/accuracy) > 0.9 for at least 3 of 4 values of model.initializer',
} as const;

/** endings: {margin | quantifier | `counting failures`}, each once */
export function takeEndings(scanner: ClaimScanner): Endings {
  let margin: number | undefined;
  let quantifier: Quantifier | undefined;
  let countsFailures = false;
  while (!scanner.isAtEnd()) {
    if (margin === undefined && takeWords(scanner, 'by at least')) margin = takeMargin(scanner);
    else if (quantifier === undefined && takeWords(scanner, 'for at least')) {
      quantifier = takeQuantifier(scanner);
    } else if (!countsFailures && takeWords(scanner, countingFailures)) countsFailures = true;
    else failAtEnding(scanner);
  }
  return { margin: margin ?? 0, quantifier, countsFailures };
}

/** Takes words with any space between them, if they come next. */
function takeWords(scanner: ClaimScanner, words: string): boolean {
  scanner.skipSpace();
  return scanner.match(new RegExp(`${words.replaceAll(' ', '\\s+')}(?!\\w)`, 'y')) !== undefined;
}

/** What stands there is no ending, or one that stood before. */
function failAtEnding(scanner: ClaimScanner): never {
  const found = scanner.text.slice(scanner.at).trim().replace(/\s+/g, ' ');
  const message = `unexpected ${scanner.describeNext()}`;
  if (/^by\b/.test(found)) return scanner.fail(message, examples.margin);
  if (/^for\b/.test(found)) return scanner.fail(message, examples.quantifier);
  return scanner.fail(message, askMeant(found, [countingFailures]));
}

/** margin: `by at least` number */
function takeMargin(scanner: ClaimScanner): number {
  scanner.skipSpace();
  const offset = scanner.at;
  const value = takeNumber(scanner);
  if (value === undefined) {
    scanner.fail(`expected a number, found ${scanner.describeNext()}`, examples.margin);
  }
  if (value === 0)
    scanner.fail('any difference is at least 0', 'Leave `by at least 0` out.', offset);
  return value;
}

/** quantifier: `for at least` count `of` count `values of` axis */
function takeQuantifier(scanner: ClaimScanner): Quantifier {
  scanner.skipSpace();
  const offset = scanner.at;
  const atLeast = takeCount(scanner);
  if (!takeWords(scanner, 'of')) {
    scanner.fail(`expected \`of\`, found ${scanner.describeNext()}`, examples.quantifier);
  }
  scanner.skipSpace();
  const countOffset = scanner.at;
  const valueCount = takeCount(scanner);
  if (!takeWords(scanner, 'values of')) {
    scanner.fail(`expected \`values of\`, found ${scanner.describeNext()}`, examples.quantifier);
  }
  scanner.skipSpace();
  const axisOffset = scanner.at;
  const axis = scanner.need(pathPattern, 'an axis');
  if (atLeast < 1 || atLeast > valueCount) {
    const hint = `Give a number from 1 to ${Math.max(valueCount, 1)}.`;
    scanner.fail(`there can't be ${atLeast} of ${valueCount} values`, hint, offset);
  }
  return { atLeast, valueCount, axis, countOffset, axisOffset };
}

function takeCount(scanner: ClaimScanner): number {
  return Number(scanner.need(whole, 'a whole number'));
}
