import { toMetricName } from '../metric-names';
import { askMeant, askName } from '../mistakes/nearest-name';
import {
  type Claim,
  type ClaimFault,
  type ClaimTerm,
  type Comparator,
  claimStatistics,
  comparators,
  type StatisticTerm,
} from './claim';
import { ClaimScanner, Fault } from './claim-scanner';
import { pathPattern, takeConditions } from './parse-conditions';
import { takeEndings } from './take-endings';
import { takeNumber } from './take-number';

/** A claim, or what is wrong with its text. */
export type ClaimParsing =
  | { readonly ok: true; readonly claim: Claim }
  | { readonly ok: false; readonly fault: ClaimFault };

const example = 'For instance: mean(test/accuracy | optimizer=adam) > 0.9';

const word = /[A-Za-z][\w]*/y;

/** Parses the text of a claim by recursive descent; each function takes one part of the grammar. */
export function parseClaim(text: string): ClaimParsing {
  try {
    return { ok: true, claim: takeClaim(new ClaimScanner(text)) };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault };
    throw error;
  }
}

/** claim: sum comparator sum endings */
function takeClaim(scanner: ClaimScanner): Claim {
  const left = takeSum(scanner);
  const comparator = takeComparator(scanner);
  const right = takeSum(scanner);
  const endings = takeEndings(scanner);
  const isConstant = [...left, ...right].every(({ kind }) => kind === 'number');
  if (isConstant) scanner.fail('compares numbers only', example, 0);
  return { text: scanner.text, left, comparator, right, ...endings };
}

/** sum: [+|-] term { (+|-) term } */
function takeSum(scanner: ClaimScanner): ClaimTerm[] {
  const terms = [takeTerm(scanner, takeSign(scanner) ?? 1)];
  for (let sign = takeSign(scanner); sign !== undefined; sign = takeSign(scanner)) {
    terms.push(takeTerm(scanner, sign));
  }
  return terms;
}

function takeSign(scanner: ClaimScanner): 1 | -1 | undefined {
  if (scanner.take('+')) return 1;
  return scanner.take('-') ? -1 : undefined;
}

/** term: number | statistic `(` metric [`|` conditions] `)` */
function takeTerm(scanner: ClaimScanner, sign: 1 | -1): ClaimTerm {
  const value = takeNumber(scanner);
  if (value !== undefined) return { kind: 'number', value: sign * value };
  const start = scanner.at;
  const name = scanner.match(word);
  const statistic = claimStatistics.find((known) => known === name);
  if (statistic !== undefined) return takeStatistic(scanner, sign, statistic, start);
  const list = `${claimStatistics.slice(0, -1).join(', ')} or ${claimStatistics.at(-1)}`;
  if (name === undefined) {
    scanner.fail(`expected a number or ${list}, found ${scanner.describeNext()}`, example);
  }
  const hint = askMeant(name, claimStatistics) ?? example;
  return scanner.fail(`there is no statistic \`${name}\`, expected ${list}`, hint, start);
}

function takeStatistic(
  scanner: ClaimScanner,
  sign: 1 | -1,
  statistic: StatisticTerm['statistic'],
  offset: number,
): StatisticTerm {
  scanner.expect('(', `expected \`(\` behind \`${statistic}\``);
  scanner.skipSpace();
  const metricOffset = scanner.at;
  const metric = toMetricName(scanner.need(pathPattern, 'a metric'));
  const conditions = scanner.take('|') ? takeConditions(scanner) : [];
  const expected = conditions.length > 0 ? '`,` or `)`' : '`|` or `)`';
  scanner.expect(')', `expected ${expected}`);
  return { kind: 'statistic', sign, offset, statistic, metric, metricOffset, conditions };
}

function takeComparator(scanner: ClaimScanner): Comparator {
  scanner.skipSpace();
  const found = comparators.find((sign) => scanner.take(sign));
  if (found !== undefined) return found;
  const rest = scanner.text.slice(scanner.at);
  const equality = /^[=!]/.test(rest) ? 'That two means are equal can never be shown.' : example;
  const [, turned] = /^=([<>])/.exec(rest) ?? [];
  const hint = turned === undefined ? equality : askName(`${turned}=`);
  return scanner.fail(`expected >, <, >= or <=, found ${scanner.describeNext()}`, hint);
}
