import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { countValues } from '../util/count-values';
import { UserError } from '../util/user-error';

const layerSchema = z.object({
  class_name: z.string(),
  config: z.looseObject({ name: z.string() }),
});

const modelSchema = z.object({
  modelTopology: z.object({ config: z.object({ layers: z.array(layerSchema).min(2) }) }),
  weightsManifest: z.array(
    z.object({
      paths: z.array(z.string()),
      weights: z.array(
        z.object({ name: z.string(), shape: z.array(z.int()), dtype: z.literal('float32') }),
      ),
    }),
  ),
});

/** A weight of a saved model. */
export interface SavedWeight {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array;
}

/** A layer as TensorFlow.js saves it. */
export type SavedLayer = z.output<typeof layerSchema>;

/** A model that TensorFlow.js saved: layers one behind the other, the input layer first. */
export interface SavedModel {
  readonly layers: readonly SavedLayer[];
  /** By name: `conv1/kernel`. */
  readonly weights: ReadonlyMap<string, SavedWeight>;
}

/**
 * Reads the model of a run without TensorFlow.
 *
 * @param folder with `model.json` and the files that it names.
 * @throws UserError where something is missing or damaged.
 */
export function readSavedModel(folder: string): SavedModel {
  const file = path.join(folder, 'model.json');
  const parsing = modelSchema.safeParse(parseJson(read(file), file));
  if (!parsing.success) throw damage(file, 'it describes no model of this kind');
  const { modelTopology, weightsManifest } = parsing.data;
  const weights = new Map<string, SavedWeight>();
  for (const group of weightsManifest) {
    const bytes = Buffer.concat(group.paths.map((name) => read(path.join(folder, name))));
    let offset = 0;
    for (const { name, shape } of group.weights) {
      const end = offset + 4 * countValues(shape);
      if (end > bytes.length) throw damage(folder, `its weights end in ${name}`);
      // A copy, because typed arrays need an aligned start.
      const values = new Float32Array(new Uint8Array(bytes.subarray(offset, end)).buffer);
      weights.set(name, { shape, values });
      offset = end;
    }
  }
  return { layers: modelTopology.config.layers, weights };
}

function read(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw damage(file, error instanceof Error ? error.message : String(error));
  }
}

function parseJson(bytes: Buffer, file: string): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw damage(file, 'it is not JSON');
  }
}

function damage(file: string, reason: string): UserError {
  return new UserError(`${file} can't be used: ${reason}`, {
    hint: 'It is written at the end of a run, so running the run again writes it anew.',
  });
}
