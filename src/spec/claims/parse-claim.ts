import { toMetricName } from '../metric-names';
import { askMeant, askName } from '../mistakes/nearest-name';
import {
  type Claim,
  type ClaimFault,
  type ClaimTerm,
  type Comparator,
  type Condition,
  claimStatistics,
  comparators,
  countingFailures,
  type StatisticTerm,
} from './claim';

/** A claim, or what is wrong with its text. */
export type ClaimParsing =
  | { readonly ok: true; readonly claim: Claim }
  | { readonly ok: false; readonly fault: ClaimFault };

const example = 'For instance: mean(test/accuracy | optimizer=adam) > 0.9';

/** Parses the text of a claim. */
export function parseClaim(text: string): ClaimParsing {
  try {
    return { ok: true, claim: new ClaimParser(text).parse() };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault };
    throw error;
  }
}

/** Parses `optimizer=adam, model.activation=tanh`, as the command line gives conditions. */
export function parseConditions(
  text: string,
):
  | { readonly ok: true; readonly conditions: readonly Condition[] }
  | { readonly ok: false; readonly fault: ClaimFault } {
  try {
    return { ok: true, conditions: new ClaimParser(text).parseAllConditions() };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault };
    throw error;
  }
}

/** Leaves the parser at the first fault; never seen outside of this file. */
class Fault extends Error {
  constructor(readonly fault: ClaimFault) {
    super(fault.message);
  }
}

const space = /\s*/y;
const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?%?/y;
const word = /[A-Za-z][\w]*/y;
const path = /[A-Za-z_][\w/.@-]*/y;
const bareValue = /[^\s,()|=<>[\]{}'"]+/y;
const closing: Readonly<Record<string, string>> = { '[': ']', '{': '}' };

/** Recursive descent over one text; each method takes one part of the grammar. */
class ClaimParser {
  private at = 0;

  constructor(private readonly text: string) {}

  /** claim: sum comparator sum [`counting failures`] */
  parse(): Claim {
    const left = this.parseSum();
    const comparator = this.parseComparator();
    const right = this.parseSum();
    const countsFailures = this.takeCountingFailures();
    const isConstant = [...left, ...right].every(({ kind }) => kind === 'number');
    if (isConstant) this.fail('compares numbers only', example, 0);
    return { text: this.text, left, comparator, right, countsFailures };
  }

  /** Whether the claim ends by saying that failures count; anything else behind it is a fault. */
  private takeCountingFailures(): boolean {
    this.skipSpace();
    if (this.at === this.text.length) return false;
    const ending = this.text.slice(this.at).trim().replace(/\s+/g, ' ');
    if (ending === countingFailures) return true;
    return this.fail(`unexpected ${this.describeNext()}`, askMeant(ending, [countingFailures]));
  }

  parseAllConditions(): Condition[] {
    const conditions = this.parseConditions();
    this.skipSpace();
    if (this.at < this.text.length) this.fail(`unexpected ${this.describeNext()}`);
    return conditions;
  }

  /** sum: [+|-] term { (+|-) term } */
  private parseSum(): ClaimTerm[] {
    const terms = [this.parseTerm(this.takeSign() ?? 1)];
    for (let sign = this.takeSign(); sign !== undefined; sign = this.takeSign()) {
      terms.push(this.parseTerm(sign));
    }
    return terms;
  }

  private takeSign(): 1 | -1 | undefined {
    this.skipSpace();
    const sign = this.text[this.at];
    if (sign !== '+' && sign !== '-') return undefined;
    this.at += 1;
    return sign === '+' ? 1 : -1;
  }

  /** term: number | statistic `(` metric [`|` condition {`,` condition}] `)` */
  private parseTerm(sign: 1 | -1): ClaimTerm {
    this.skipSpace();
    const digits = this.match(number);
    if (digits !== undefined) {
      const value = digits.endsWith('%') ? Number(digits.slice(0, -1)) / 100 : Number(digits);
      return { kind: 'number', value: sign * value };
    }
    const start = this.at;
    const name = this.match(word);
    const statistic = claimStatistics.find((known) => known === name);
    if (statistic !== undefined) return this.parseStatistic(sign, statistic, start);
    const list = `${claimStatistics.slice(0, -1).join(', ')} or ${claimStatistics.at(-1)}`;
    if (name === undefined) {
      this.fail(`expected a number or ${list}, found ${this.describeNext()}`, example);
    }
    const hint = askMeant(name, claimStatistics) ?? example;
    return this.fail(`there is no statistic \`${name}\`, expected ${list}`, hint, start);
  }

  private parseStatistic(
    sign: 1 | -1,
    statistic: StatisticTerm['statistic'],
    offset: number,
  ): StatisticTerm {
    this.expect('(', `expected \`(\` behind \`${statistic}\``);
    this.skipSpace();
    const metricOffset = this.at;
    const given = this.match(path) ?? this.fail(`expected a metric, found ${this.describeNext()}`);
    const metric = toMetricName(given);
    this.skipSpace();
    const conditions = this.take('|') ? this.parseConditions() : [];
    const expected = conditions.length > 0 ? '`,` or `)`' : '`|` or `)`';
    this.expect(')', `expected ${expected}`);
    return { kind: 'statistic', sign, offset, statistic, metric, metricOffset, conditions };
  }

  private parseConditions(): Condition[] {
    const conditions: Condition[] = [];
    do {
      this.skipSpace();
      const pathOffset = this.at;
      const setting =
        this.match(path) ?? this.fail(`expected a setting, found ${this.describeNext()}`);
      this.expect('=', `expected \`=\` behind \`${setting}\``);
      this.skipSpace();
      const valueOffset = this.at;
      conditions.push({ path: setting, value: this.parseValue(), pathOffset, valueOffset });
      this.skipSpace();
    } while (this.take(','));
    return conditions;
  }

  /** value: quoted text, a list or mapping in brackets, or plain text up to the next sign */
  private parseValue(): string {
    const first = this.text[this.at] ?? '';
    if (first === "'" || first === '"') {
      const end = this.text.indexOf(first, this.at + 1);
      if (end < 0) this.fail(`the quote ${first} is never closed`);
      const value = this.text.slice(this.at + 1, end);
      this.at = end + 1;
      return value;
    }
    if (closing[first] !== undefined) return this.parseBracketed();
    return this.match(bareValue) ?? this.fail(`expected a value, found ${this.describeNext()}`);
  }

  private parseBracketed(): string {
    const start = this.at;
    const open: string[] = [];
    for (; this.at < this.text.length; this.at += 1) {
      const sign = this.text[this.at] ?? '';
      const closes = closing[sign];
      if (closes !== undefined) open.push(closes);
      if (sign === open.at(-1)) open.pop();
      if (open.length === 0) {
        this.at += 1;
        return this.text.slice(start, this.at);
      }
    }
    return this.fail(`\`${this.text[start]}\` is never closed`, undefined, start);
  }

  private parseComparator(): Comparator {
    this.skipSpace();
    const found = comparators.find((sign) => this.text.startsWith(sign, this.at));
    if (found === undefined) {
      const rest = this.text.slice(this.at);
      const equality = /^[=!]/.test(rest)
        ? 'That two means are equal can never be shown.'
        : example;
      const [, turned] = /^=([<>])/.exec(rest) ?? [];
      const hint = turned === undefined ? equality : askName(`${turned}=`);
      return this.fail(`expected >, <, >= or <=, found ${this.describeNext()}`, hint);
    }
    this.at += found.length;
    return found;
  }

  private skipSpace(): void {
    this.match(space);
  }

  private take(sign: string): boolean {
    this.skipSpace();
    if (!this.text.startsWith(sign, this.at)) return false;
    this.at += sign.length;
    return true;
  }

  private expect(sign: string, message: string): void {
    if (!this.take(sign)) this.fail(`${message}, found ${this.describeNext()}`);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [];
    if (found === undefined) return undefined;
    this.at += found.length;
    return found;
  }

  private describeNext(): string {
    this.skipSpace();
    const rest = this.text.slice(this.at);
    if (rest === '') return 'the end';
    return `\`${/^(?:[\w./]+|.)/su.exec(rest)?.[0] ?? rest}\``;
  }

  private fail(message: string, hint?: string, offset = this.at): never {
    throw new Fault({ offset, message, hint });
  }
}
