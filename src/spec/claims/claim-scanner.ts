import type { ClaimFault } from './claim';

/** Leaves a parser at the first fault of a text. */
export class Fault extends Error {
  constructor(readonly fault: ClaimFault) {
    super(fault.message);
  }
}

const space = /\s*/y;

/** A place in the text of a claim, and what can be taken from there on. */
export class ClaimScanner {
  at = 0;

  constructor(readonly text: string) {}

  skipSpace(): void {
    this.match(space);
  }

  /** Whether nothing but space is left. */
  isAtEnd(): boolean {
    this.skipSpace();
    return this.at === this.text.length;
  }

  /** Takes signs, if they come next. */
  take(signs: string): boolean {
    this.skipSpace();
    if (!this.text.startsWith(signs, this.at)) return false;
    this.at += signs.length;
    return true;
  }

  expect(signs: string, message: string): void {
    if (!this.take(signs)) this.fail(`${message}, found ${this.describeNext()}`);
  }

  /** Takes what a sticky pattern finds right here. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [];
    if (found === undefined) return undefined;
    this.at += found.length;
    return found;
  }

  /** The same behind space, or a fault that says what was expected. */
  need(pattern: RegExp, expected: string): string {
    this.skipSpace();
    return this.match(pattern) ?? this.fail(`expected ${expected}, found ${this.describeNext()}`);
  }

  describeNext(): string {
    this.skipSpace();
    const rest = this.text.slice(this.at);
    if (rest === '') return 'the end';
    return `\`${/^(?:[\w./]+|.)/su.exec(rest)?.[0] ?? rest}\``;
  }

  /** @throws Fault always. */
  fail(message: string, hint?: string, offset = this.at): never {
    throw new Fault({ offset, message, hint });
  }
}
