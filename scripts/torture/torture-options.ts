/** What a torture is made of. */
export interface TortureOptions {
  readonly spec: string;
  /** Folder for both results. */
  readonly folder: string;
  readonly kills: number;
  readonly seed: number;
  /** The longest time between two kills. */
  readonly maxDelayMs: number;
  /** Whether the clock jumps both ways, and metrics are damaged between kills. */
  readonly hasTroubles?: boolean;
  /** Hears what is done. */
  readonly note?: (text: string) => void;
}
