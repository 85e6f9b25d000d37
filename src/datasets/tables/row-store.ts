/**
 * Rows of numbers, as many as come: `[count, width]` in blocks, so that growing copies nothing and
 * what has been taken over can be let go.
 */
export class RowStore {
  private readonly blocks: (Float32Array | undefined)[] = [];
  private readonly rowsPerBlock: number;
  count = 0;

  constructor(readonly width: number) {
    this.rowsPerBlock = Math.max(1, Math.floor(2 ** 20 / Math.max(1, width)));
  }

  /** Room for one more row, `[width]`, to be filled. */
  append(): Float32Array {
    const block = Math.floor(this.count / this.rowsPerBlock);
    const row = this.count % this.rowsPerBlock;
    if (row === 0) this.blocks.push(new Float32Array(this.rowsPerBlock * this.width));
    this.count += 1;
    return (this.blocks[block] as Float32Array).subarray(row * this.width, (row + 1) * this.width);
  }

  /** Takes back the room of the last row. */
  dropLast(): void {
    this.count -= 1;
    if (this.count % this.rowsPerBlock === 0) this.blocks.pop();
  }

  /** Hands out every row in order, and forgets each block behind its last row. */
  drain(take: (row: Float32Array, index: number) => void): void {
    for (let index = 0; index < this.count; index += 1) {
      const position = index % this.rowsPerBlock;
      const place = Math.floor(index / this.rowsPerBlock);
      if (position === 0 && place > 0) this.blocks[place - 1] = undefined;
      const block = this.blocks[place] as Float32Array;
      take(block.subarray(position * this.width, (position + 1) * this.width), index);
    }
    this.blocks.length = 0;
  }
}
