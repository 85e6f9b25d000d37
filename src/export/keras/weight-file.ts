import fs from 'node:fs';
import path from 'node:path';
import { makeTemporaryFolder } from '../../util/files/temporary-folder';
import type { Weight } from '../network/operation';

/** Weights of a layer in a file of Keras. */
export interface WeightGroup {
  /** Groups from the root of the file. */
  readonly path: readonly string[];
  /** For people who look into the file. */
  readonly name: string;
  readonly weights: readonly Weight[];
}

/** Encodes weights as HDF5: each group has its name as attribute, and its weights as data sets 0, 1, .... */
export async function encodeWeightFile(groups: readonly WeightGroup[]): Promise<Uint8Array> {
  const hdf5 = await import('h5wasm/node');
  await hdf5.ready;
  const folder = makeTemporaryFolder('export');
  try {
    const name = path.join(folder, 'model.weights.h5');
    const file = new hdf5.File(name, 'w');
    const made = new Map<string, ReturnType<typeof file.create_group>>();
    for (const group of groups) {
      let parent: ReturnType<typeof file.create_group> | undefined;
      for (const [depth, part] of group.path.entries()) {
        const place = group.path.slice(0, depth + 1).join('/');
        const known = made.get(place) ?? (parent ?? file).create_group(part);
        made.set(place, known);
        parent = known;
      }
      parent?.create_attribute('name', group.name);
      for (const [index, { shape, values }] of group.weights.entries()) {
        parent?.create_dataset({
          name: String(index),
          data: values,
          shape: [...shape],
          dtype: '<f4',
        });
      }
    }
    file.close();
    return fs.readFileSync(name);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
