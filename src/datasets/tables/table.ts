import type { RowStore } from './row-store';

/** A feature of a table: a column of numbers, or one of texts that stand for categories. */
export interface Feature {
  readonly name: string;
  /** What the numbers of the column stand for, by first appearance; absent where they are numbers. */
  readonly categories?: readonly string[];
}

/** The rows of all files of a table, checked, with what is missing as NaN. */
export interface Table {
  readonly features: readonly Feature[];
  /** `[count, features]`; of categories, their places in the list. */
  readonly rows: RowStore;
  /** Names of the classes by first appearance; none where numbers are to be predicted. */
  readonly classes: readonly string[];
  /** Places in `classes`, `[count]`; zeros where there are none. */
  readonly labels: Uint8Array;
  /** Numbers to predict, where there are no classes. */
  readonly targets: { readonly names: readonly string[]; readonly rows: RowStore } | undefined;
  /** Which split each row is in, `[count]`; `undecided` where it is yet to be drawn. */
  readonly splits: Uint8Array;
  /** What should be known of the files; a sentence each. */
  readonly notes: readonly string[];
}
