/**
 * A terminal of some columns that breaks lines anew when it is resized, as far as drawing lines again
 * needs one: line feeds, carriage returns, one row up, erasing a row. The oracle of `LiveLines`.
 */
export class TerminalScreen {
  readonly isTTY = true;
  /** What stands between line feeds, each broken into rows by the columns. */
  private readonly lines = [''];
  private line = 0;
  /** Of the cursor, from the start of the line. */
  private offset = 0;

  constructor(public columns: number) {}

  /** All text, by line as it was written, without empty lines at the end. */
  get text(): string {
    return this.lines.join('\n').trimEnd();
  }

  write(text: string): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what terminals read.
    for (const [token] of text.matchAll(/\u001b\[[?\d]*[A-Za-z]|[\r\n]|[^\u001b\r\n]+/g)) {
      this.obey(token);
    }
  }

  private obey(token: string): void {
    const rowStart = this.offset - (this.offset % this.columns);
    const text = this.lines[this.line] ?? '';
    switch (token) {
      case '\n':
        this.line += 1;
        this.offset = 0;
        if (this.line === this.lines.length) this.lines.push('');
        return;
      case '\r':
        this.offset = rowStart;
        return;
      case '\u001b[1A':
        this.goUp();
        return;
      case '\u001b[2K':
        this.lines[this.line] = `${text.slice(0, rowStart)}${text.slice(rowStart + this.columns)}`;
        return;
    }
    if (token.startsWith('\u001b')) return;
    this.lines[this.line] =
      text.slice(0, this.offset) + token + text.slice(this.offset + token.length);
    this.offset += token.length;
  }

  /** Up one row, which may be of the same line. */
  private goUp(): void {
    if (this.offset >= this.columns) {
      this.offset -= this.columns;
      return;
    }
    if (this.line === 0) return;
    this.line -= 1;
    const { length } = this.lines[this.line] ?? '';
    this.offset += Math.max(0, Math.ceil(length / this.columns) - 1) * this.columns;
  }
}
