import { isPrefix, splitPath } from '../../spec/settings-path';
import type { SpecPath } from '../../spec/yaml/yaml-source';

/** Paths at which a spec is not what its author means, because of mistakes that were found before. */
export type Doubts = readonly SpecPath[];

/** Whether nothing that a check looks at is in doubt: `model.layers`, `dataset`. */
export function isDecided(needs: readonly string[], doubts: Doubts): boolean {
  return needs.every((need) => {
    const path = splitPath(need);
    return !doubts.some((doubt) => isPrefix(doubt, path) || isPrefix(path, doubt));
  });
}
