/** Bytes, as many as come. */
export class ByteList {
  private bytes = new Uint8Array(1024);
  private length = 0;

  push(byte: number): void {
    if (this.length === this.bytes.length) {
      const larger = new Uint8Array(2 * this.length);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes[this.length] = byte;
    this.length += 1;
  }

  /** A copy of all of them. */
  toArray(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}
