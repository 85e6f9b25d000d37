import { createHash } from 'node:crypto';
import { countValues } from '../../util/count-values';
import type { Dataset, Split } from '../dataset';

/** Examples whose inputs are equal to the last bit. */
export interface Duplicates {
  /** Training examples that come again in training. */
  readonly inTraining: number;
  /** Examples of other splits that are in training too. */
  readonly withTraining: { readonly validation: number; readonly test: number };
  /** Examples that are somewhere in another class as well. */
  readonly contradictory: number;
  /** The first of those: places in their split and in training. */
  readonly first: readonly {
    readonly split: 'validation' | 'test';
    readonly example: number;
    readonly training: number;
  }[];
}

/** How many duplicates are told by their places. */
const mostTold = 10;

/** Finds equal examples by SHA-1 of their inputs. */
export function findDuplicates({ inputShape, train, validation, test }: Dataset): Duplicates {
  const size = countValues(inputShape);
  const known = new Map<string, { readonly example: number; readonly label: number }>();
  let [inTraining, contradictory] = [0, 0];
  for (let example = 0; example < train.count; example += 1) {
    const key = hashExample(train, example, size);
    const label = train.labels[example] as number;
    const before = known.get(key);
    if (before === undefined) known.set(key, { example, label });
    else inTraining += 1;
    if (before !== undefined && before.label !== label) contradictory += 1;
  }
  const first: Duplicates['first'][number][] = [];
  const count = (name: 'validation' | 'test', split: Split): number => {
    let shared = 0;
    for (let example = 0; example < split.count; example += 1) {
      const before = known.get(hashExample(split, example, size));
      if (before === undefined) continue;
      shared += 1;
      if (before.label !== split.labels[example]) contradictory += 1;
      if (first.length < mostTold) first.push({ split: name, example, training: before.example });
    }
    return shared;
  };
  const withTraining = { validation: count('validation', validation), test: count('test', test) };
  return { inTraining, withTraining, contradictory, first };
}

function hashExample({ inputs }: Split, example: number, size: number): string {
  const values = inputs.subarray(example * size, (example + 1) * size);
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return createHash('sha1').update(bytes).digest('base64');
}
