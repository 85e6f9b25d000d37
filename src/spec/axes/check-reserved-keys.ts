import { formatPath } from '../mistakes/describe-value';
import { isMapping } from '../settings-path';
import type { SpecProblem } from '../spec-problem';
import type { SpecSource } from '../spec-source';
import type { SpecPath } from '../yaml/yaml-source';

/** Whether JavaScript gives a key a meaning of its own, so that it can't be one of a spec. */
export function isReservedKey(key: string | number | undefined): boolean {
  return key === '__proto__';
}

/** Finds keys that no part of a spec can have, wherever they stand: schemas pass over them. */
export function checkReservedKeys(source: SpecSource): SpecProblem[] {
  const search = (value: unknown, path: SpecPath): SpecProblem[] => {
    if (Array.isArray(value)) {
      return value.flatMap((item: unknown, index) => search(item, [...path, index]));
    }
    if (!isMapping(value)) return [];
    return Object.entries(value).flatMap(([key, inner]) => {
      if (!isReservedKey(key)) return search(inner, [...path, key]);
      const place = path.length === 0 ? '' : ` in ${formatPath(path)}`;
      const message = `unknown key \`${key}\`${place}`;
      return [{ ...source.locate([...path, key], 'key'), message, hint: 'Leave it out.' }];
    });
  };
  return search(source.raw, []);
}
