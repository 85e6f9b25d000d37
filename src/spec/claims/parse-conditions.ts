import type { ClaimFault, Condition } from './claim';
import { ClaimScanner, Fault } from './claim-scanner';

/** The path of a setting or of an axis. */
export const pathPattern = /[A-Za-z_][\w/.@-]*/y;

const bareValue = /[^\s,()|=<>[\]{}'"]+/y;
const closing: Readonly<Record<string, string>> = { '[': ']', '{': '}' };

/** Parses `optimizer=adam, model.activation=tanh`, as the command line gives conditions. */
export function parseConditions(
  text: string,
):
  | { readonly ok: true; readonly conditions: readonly Condition[] }
  | { readonly ok: false; readonly fault: ClaimFault } {
  const scanner = new ClaimScanner(text);
  try {
    const conditions = takeConditions(scanner);
    if (!scanner.isAtEnd()) scanner.fail(`unexpected ${scanner.describeNext()}`);
    return { ok: true, conditions };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault };
    throw error;
  }
}

/** conditions: path `=` value {`,` path `=` value} */
export function takeConditions(scanner: ClaimScanner): Condition[] {
  const conditions: Condition[] = [];
  do {
    scanner.skipSpace();
    const pathOffset = scanner.at;
    const path = scanner.need(pathPattern, 'a setting');
    scanner.expect('=', `expected \`=\` behind \`${path}\``);
    scanner.skipSpace();
    const valueOffset = scanner.at;
    conditions.push({ path, value: takeValue(scanner), pathOffset, valueOffset });
  } while (scanner.take(','));
  return conditions;
}

/** value: quoted text, a list or mapping in brackets, or plain text up to the next sign */
function takeValue(scanner: ClaimScanner): string {
  const { text, at } = scanner;
  const first = text[at] ?? '';
  if (first === "'" || first === '"') {
    const end = text.indexOf(first, at + 1);
    if (end < 0) scanner.fail(`the quote ${first} is never closed`);
    scanner.at = end + 1;
    return text.slice(at + 1, end);
  }
  return closing[first] === undefined ? scanner.need(bareValue, 'a value') : takeBracketed(scanner);
}

function takeBracketed(scanner: ClaimScanner): string {
  const { text, at: start } = scanner;
  const open: string[] = [];
  for (; scanner.at < text.length; scanner.at += 1) {
    const sign = text[scanner.at] ?? '';
    const closes = closing[sign];
    if (closes !== undefined) open.push(closes);
    if (sign === open.at(-1)) open.pop();
    if (open.length === 0) {
      scanner.at += 1;
      return text.slice(start, scanner.at);
    }
  }
  return scanner.fail(`\`${text[start]}\` is never closed`, undefined, start);
}
