import type { Option } from './option';
import { folderOption, switchOption, withDefault } from './option-kinds';

/** Where results are unless the command line says otherwise. */
export const defaultResultsFolder = 'results';

/** The option that says where results are, or go to. */
export function resultsOptions(describe = 'Folder that results are in'): {
  readonly 'results-dir': Option<string>;
} {
  return {
    'results-dir': withDefault(
      defaultResultsFolder,
      folderOption(describe, { mayBeMissing: true }),
    ),
  };
}

/** Of commands that may put results of other settings aside. */
export const replaceOption = switchOption(
  'Put results of other settings aside, to .replaced, without asking',
);
