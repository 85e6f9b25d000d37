import type { DatasetSources } from '../dataset-sources';

/** Where a reader finds the files of its settings, and whom it tells how far it is. */
export interface FileAccess {
  /**
   * The absolute path of what a setting names, after a check of its contents.
   *
   * @throws UserError where they are not those that were planned with, or not there.
   */
  pathOf(setting: string): string;
  readonly onProgress?: DatasetSources['onProgress'];
}
