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
    if (row === 0) this.blocks.push(openBlock(this.rowsPerBlock * this.width));
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
      if (position === 0 && place > 0) this.release(place - 1);
      const block = this.blocks[place] as Float32Array;
      take(block.subarray(position * this.width, (position + 1) * this.width), index);
    }
    this.blocks.length = 0;
  }

  /** Gives memory back at once: the garbage collector would come for it when all of it is gone through. */
  private release(place: number): void {
    const buffer = this.blocks[place]?.buffer;
    if (buffer instanceof ArrayBuffer && buffer.resizable) buffer.resize(0);
    this.blocks[place] = undefined;
  }
}

function openBlock(length: number): Float32Array {
  const bytes = 4 * length;
  return new Float32Array(new ArrayBuffer(bytes, { maxByteLength: bytes }));
}
