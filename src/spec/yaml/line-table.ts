import type { SpecPlace } from '../spec-problem';

/** Where the lines of a text begin, to find the line of an offset without reading the text again. */
export class LineTable {
  private readonly starts: readonly number[];

  constructor(private readonly text: string) {
    const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
    this.starts = [0, ...ends.map((end) => end + 1)];
  }

  /** Line and column of an offset, counted from 1, and the text of the line. */
  locate(offset: number): Required<Omit<SpecPlace, 'source'>> {
    const index = this.findLine(Math.min(offset, this.text.length));
    const start = this.starts[index] ?? 0;
    const end = this.starts[index + 1] ?? this.text.length;
    const excerpt = this.text.slice(start, end).replace(/\r?\n$/, '');
    return { line: index + 1, column: Math.min(offset, this.text.length) - start + 1, excerpt };
  }

  /** The last line that begins at an offset or before it. */
  private findLine(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
