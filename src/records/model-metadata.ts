import path from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '../util/files/atomic-write';
import { type JsonReading, readJsonFile } from './read-json-file';
import type { RunDirectory } from './run-directory';

const perInput = z.union([z.number(), z.array(z.number())]);

const metadataSchema = z.object({
  /** Shape of one example. */
  inputShape: z.array(z.int().positive()),
  /**
   * The network sees `raw * scale + offset` of what the data set holds: one number for all, or one for
   * each value along the last axis.
   */
  scale: perInput,
  offset: perInput,
  /** What the classes are called, in the order of their ids. */
  classNames: z.array(z.string()),
  /** What the numbers are called that it predicts, in their own units, where it tells no classes apart. */
  targetNames: z.array(z.string()).optional(),
});

/** What a saved model doesn't say of itself: what goes in, and what its outputs mean. */
export type ModelMetadata = z.output<typeof metadataSchema>;

/**
 * Writes `metadata.json` beside the saved model of a run.
 *
 * @throws UserError when the disk refuses.
 */
export function writeModelMetadata(
  directory: RunDirectory,
  {
    inputShape,
    scale,
    offset,
    classNames,
    targets,
  }: Readonly<Record<Exclude<keyof ModelMetadata, 'targetNames'>, unknown>> & {
    readonly targets?: { readonly names: readonly string[] };
  },
): void {
  const targetNames = targets?.names;
  const metadata = { inputShape, scale, offset, classNames, ...(targetNames && { targetNames }) };
  // The status that follows waits for all that the run leaves.
  writeFileAtomic(metadataFile(directory), `${JSON.stringify(metadata, null, 2)}\n`, 'nothing');
}

/** Reads it; earlier versions wrote none. */
export function readModelMetadata(directory: RunDirectory): JsonReading<ModelMetadata> {
  return readJsonFile(metadataFile(directory), (value) => {
    const result = metadataSchema.safeParse(value);
    if (result.success) return { ok: true, value: result.data };
    return { ok: false, reason: 'it describes no model' };
  });
}

function metadataFile({ model }: RunDirectory): string {
  return path.join(model, 'metadata.json');
}
