import { statSync } from 'node:fs';
import path from 'node:path';
import type { DatasetSources } from '../dataset-sources';
import { type IdxArchive, type IdxRole, idxRoles } from './idx-archive';

/** Where the files of an archive are. */
export type ArchiveFiles = Readonly<Record<IdxRole, string>>;

/** The folder of the cache that the files of an archive are downloaded to. */
export function downloadFolder(archive: IdxArchive, sources: DatasetSources): string {
  return path.join(sources.cacheFolder, archive.name);
}

/**
 * Looks for the four files of an archive: in the folders of the user, then among the downloads.
 * They count as found where all four are in one folder, under the usual spellings of their names.
 */
export function locateArchive(
  archive: IdxArchive,
  sources: DatasetSources,
): ArchiveFiles | undefined {
  const folders = sources.folders.flatMap((folder) => candidateFolders(archive, folder));
  folders.push(downloadFolder(archive, sources));
  for (const folder of folders) {
    const files = filesIn(archive, folder);
    if (files !== undefined) return files;
  }
  return undefined;
}

/** The folders in which the files of an archive may be, given a data folder of the user. */
function candidateFolders(archive: IdxArchive, folder: string): readonly string[] {
  const below = archive.folderNames.map((name) => path.join(folder, name));
  return archive.mayLieIn(path.basename(path.resolve(folder))) ? [...below, folder] : below;
}

function filesIn(archive: IdxArchive, folder: string): ArchiveFiles | undefined {
  const files: Partial<Record<IdxRole, string>> = {};
  for (const role of idxRoles) {
    const found = spellings(archive.files[role].name)
      .map((name) => path.join(folder, name))
      .find(isFile);
    if (found === undefined) return undefined;
    files[role] = found;
  }
  const { trainImages, trainLabels, testImages, testLabels } = files;
  if (!trainImages || !trainLabels || !testImages || !testLabels) return undefined;
  return { trainImages, trainLabels, testImages, testLabels };
}

/** `train-images-idx3-ubyte` is also met as `train-images.idx3-ubyte`, and each with `.gz`. */
function spellings(name: string): readonly string[] {
  const dotted = name.replace('-idx', '.idx');
  return [name, `${name}.gz`, dotted, `${dotted}.gz`];
}

function isFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
