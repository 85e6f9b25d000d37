import { formatPath } from '../mistakes/describe-value';
import { isMapping, kindKeyOf, ownValue } from '../settings-path';
import type { SpecPath } from '../yaml/yaml-source';

/** Why a path leads nowhere in a spec. */
export interface Blockage {
  readonly message: string;
  readonly hint?: string;
}

/**
 * Says where a path can't go on: behind the end of a list, or below a value that has nothing below
 * it. What is not written yet blocks nothing.
 */
export function findBlockage(root: unknown, path: SpecPath): Blockage | undefined {
  let node = root;
  for (const [depth, key] of path.entries()) {
    const here = formatPath(path.slice(0, depth));
    if (node === undefined || node === null) return undefined;
    if (Array.isArray(node)) {
      if (typeof key === 'number' && key <= node.length) {
        node = node[key];
        continue;
      }
      const values = node.length === 1 ? '1 value' : `${node.length} values`;
      const message = `${here} is a list of ${values}, which has no \`${key}\``;
      const hint =
        typeof key === 'number'
          ? `Places count from 0; ${node.length} adds one at the end.`
          : `Give the whole list, or name one of its places: \`${[...path.slice(0, depth), 0, key].join('.')}\`.`;
      return { message, hint };
    }
    if (!isMapping(node)) {
      const parent = path[depth - 1];
      if (typeof node === 'string' && kindKeyOf(String(parent)) !== undefined) return undefined;
      return { message: `${here} is ${JSON.stringify(node)}, which has nothing below it` };
    }
    node = ownValue(node, String(key));
  }
  return undefined;
}
