import path from 'node:path';
import { writeFileAtomic } from '../util/files/atomic-write';
import { describeDiskError } from '../util/files/disk-error';
import { makeFolder } from '../util/files/make-folder';
import { buildCard } from './card/build-card';
import { gatherCard } from './card/gather-card';
import { describeModel } from './describe-model';
import type { ExportFormat } from './formats/export-format';
import { type FormatName, formats } from './formats/registry';
import { readTrainedNetwork, type TrainedModel } from './read-trained-model';

/** What was written. */
export interface Export {
  /** Absolute path of the folder. */
  readonly folder: string;
  /** Absolute path of what a reader is given. */
  readonly file: string;
  /** Paths in the folder. */
  readonly files: readonly string[];
}

/**
 * Writes a trained model in a format, and what describes it: `metadata.json` for programs, a card for
 * people.
 *
 * @param folder is made where it is missing; files of the same names are replaced.
 * @throws UserError where the format lacks what the model has, and when the disk refuses.
 */
export async function exportModel(
  model: TrainedModel,
  name: FormatName,
  folder: string,
): Promise<Export> {
  const format: ExportFormat = formats[name];
  const network = name === 'tfjs' ? undefined : readTrainedNetwork(model);
  const { metadata } = describeModel(model, network);
  const files: Record<string, Uint8Array | string> = {
    ...(await format.write(model)),
    'metadata.json': `${JSON.stringify(metadata, null, 2)}\n`,
    'MODEL_CARD.md': buildCard(model, network, { usage: undefined, ...format }, gatherCard(model)),
  };
  for (const [file, content] of Object.entries(files)) {
    const target = path.join(folder, file);
    try {
      makeFolder(path.dirname(target));
    } catch (error) {
      throw describeDiskError(error, 'create', path.dirname(target));
    }
    writeFileAtomic(target, content, 'file');
  }
  return {
    folder: path.resolve(folder),
    file: path.resolve(folder, format.file),
    files: Object.keys(files),
  };
}
