import { type OutputStream, reflows } from './terminal';
import { textWidth } from './wrap-words';

/** A terminal to draw on. */
export interface LiveStream extends OutputStream {
  write(text: string): unknown;
}

const escapeCode = '\u001b';
const [rowUp, eraseRow] = [`${escapeCode}[1A`, `${escapeCode}[2K`];
/** Terminals that know it show what stands between at once; others ignore it. */
const [beginFrame, endFrame] = [`${escapeCode}[?2026h`, `${escapeCode}[?2026l`];

/**
 * Lines at the bottom of a terminal that are drawn again and again. The cursor waits below them, at
 * the start of a line.
 */
export class LiveLines {
  private drawn: readonly string[] = [];
  private columns: number | undefined;

  constructor(private readonly stream: LiveStream) {}

  /** Replaces the lines; each has to be narrower than the terminal. */
  draw(lines: readonly string[]): void {
    const { columns } = this.stream;
    const isSame = lines.length === this.drawn.length && lines.every((l, i) => l === this.drawn[i]);
    if (isSame && columns === this.columns) return;
    const text = lines.map((line) => `${line}\n`).join('');
    this.stream.write(`${beginFrame}${this.eraseDrawn()}${text}${endFrame}`);
    this.drawn = lines;
    this.columns = columns;
  }

  /** Takes the lines away, so that others can be printed where they stood. */
  clear(): void {
    const erasure = this.eraseDrawn();
    if (erasure !== '') this.stream.write(erasure);
    this.forget();
  }

  /** Leaves what is drawn where it is: others have written below it. */
  forget(): void {
    this.drawn = [];
  }

  /**
   * Erases row by row, up to the start of the first line. A terminal that became narrower since has
   * broken the lines, so that they take more rows than there are lines. Erasing all below the first
   * at once would leave a copy in the history of tmux.
   */
  private eraseDrawn(): string {
    const { columns = 0 } = this.stream;
    const rowsOf = (line: string): number =>
      columns > 0 && reflows() ? Math.max(1, Math.ceil(textWidth(line) / columns)) : 1;
    const rows = this.drawn.reduce((sum, line) => sum + rowsOf(line), 0);
    return rows === 0 ? '' : `\r${eraseRow}${`${rowUp}${eraseRow}`.repeat(rows)}`;
  }
}
