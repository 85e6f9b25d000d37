import fs from 'node:fs';
import path from 'node:path';
import type { Dataset } from '../../../src/datasets/dataset';
import type { DatasetFacts } from '../../../src/datasets/dataset-facts';
import { locateDataset, pinDataset } from '../../../src/datasets/files/pin-dataset';
import { datasetOf, datasetSchema } from '../../../src/datasets/registry';
import { UserError } from '../../../src/util/user-error';

/** Files by their names. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** What a data set makes of files of the user, which are written to a folder. */
export async function readSpec(
  folder: string,
  settings: unknown,
  files: Files,
): Promise<{ readonly data: Dataset; readonly facts: DatasetFacts }> {
  for (const [name, content] of Object.entries(files)) {
    fs.writeFileSync(path.join(folder, name), content);
  }
  const { dataset, files: places } = pinDataset(
    locateDataset(datasetSchema.parse(settings), folder),
  );
  const cacheFolder = path.join(folder, 'cache');
  const where = { folders: [], cacheFolder, download: false, files: places };
  const facts = await datasetOf(dataset).facts(dataset, where);
  return { data: await datasetOf(dataset).load(dataset, 0, where), facts };
}

/** What is wrong with files of the user: message and hint. */
export async function findFault(folder: string, settings: unknown, files: Files): Promise<string> {
  const error = await readSpec(folder, settings, files).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw new Error(`no UserError: ${String(error)}`);
  return error.describe();
}
