import type { OwnCodeLoader } from './own-code/own-code';
import type { Mapping } from './settings-path';
import type { SpecPlace } from './spec-problem';
import type { SpecPath } from './yaml/yaml-source';

/** A spec as written, and where its parts were written. */
export interface SpecSource {
  readonly fileName: string;
  /** The spec as written, with the overrides of the command line, before defaults. */
  readonly raw: Mapping;
  /** Loads own code that it names; absent where that is not to be executed. */
  readonly loadOwnCode?: OwnCodeLoader | undefined;
  /** The place of a setting: in the file, or the option that overrode it. */
  locate(path: SpecPath, part?: 'key' | 'value'): SpecPlace;
}
