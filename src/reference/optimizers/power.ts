/** A decay rate raised to the number of the coming step, for the correction of a bias to zero. */
export class Power {
  /** `[1]`, so that it is saved and restored like any other state. */
  readonly values: Float64Array;

  constructor(
    readonly name: string,
    private readonly base: number,
  ) {
    this.values = Float64Array.of(base);
  }

  /** The power itself. */
  get(): number {
    return this.values[0] as number;
  }

  /** Goes on to the next step. */
  advance(): void {
    this.values[0] = this.get() * this.base;
  }
}
