/** Something that can't work, although every value is valid by itself. */
export interface SettingsProblem {
  /** The setting that is to be changed, by its path. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint?: string;
}
