import { createRandom, shuffle } from '../../util/random';
import { deriveSeed } from '../../util/seed';
import { splitNames } from '../files/parsed-dataset';
import type { SplitFractions } from './split-settings';

/** Which split an example is in: an index of `splitNames`. */
export type SplitIds = Uint8Array;

/** Stands where a split is yet to be drawn. */
export const undecided = 255;

/** The index of a split in `splitNames`. */
export const splitId = { train: 0, validation: 1, test: 2 } as const;

/**
 * Draws the splits of the examples that have none yet: of each class the same shares, so that small
 * classes are in every split, in an order that only the seed decides. Of a class with enough
 * examples each split gets at least one.
 *
 * @param labels class ids, `[count]`.
 * @param splits `[count]`, changed in place.
 */
export function drawSplits(
  labels: Uint8Array,
  splits: SplitIds,
  { validation, test, seed }: SplitFractions,
): void {
  const members = new Map<number, number[]>();
  for (const [example, split] of splits.entries()) {
    if (split !== undecided) continue;
    const label = labels[example] as number;
    const known = members.get(label);
    if (known === undefined) members.set(label, [example]);
    else known.push(example);
  }
  for (const [label, examples] of members) {
    const order = Int32Array.from(examples);
    shuffle(order, createRandom(deriveSeed(seed, `dataset/splits/class-${label}`)));
    const wanted = [validation, test].filter((share) => share > 0).length;
    const share = (part: number): number => {
      const rounded = Math.round(part * order.length);
      return part > 0 && rounded === 0 && order.length > wanted ? 1 : rounded;
    };
    const testCount = share(test);
    const validationCount = Math.min(share(validation), order.length - testCount);
    for (const [position, example] of order.entries()) {
      const name =
        position < testCount
          ? 'test'
          : position < testCount + validationCount
            ? 'validation'
            : 'train';
      splits[example] = splitId[name];
    }
  }
}

/** Says which splits lack which classes. */
export function nameLackingClasses(
  labels: Uint8Array,
  splits: SplitIds,
  classNames: readonly string[],
): { readonly train: readonly string[]; readonly others: readonly string[] } {
  const seen = splitNames.map(() => new Set<number>());
  for (const [example, split] of splits.entries()) seen[split]?.add(labels[example] as number);
  const lacking = (split: number): string[] =>
    classNames.filter((_, id) => seen[split]?.has(id) === false);
  const others = (['validation', 'test'] as const).flatMap((name) => {
    const names = seen[splitId[name]]?.size === 0 ? [] : lacking(splitId[name]);
    return names.length === 0 ? [] : [`no example of ${listShortly(names)} for ${name}`];
  });
  return { train: lacking(splitId.train), others };
}

/** The first names of a list, and how many more there are. */
export function listShortly(names: readonly (string | number)[], most = 5): string {
  const shown = names.slice(0, most).join(', ');
  return names.length <= most ? shown : `${shown} and ${names.length - most} more`;
}
