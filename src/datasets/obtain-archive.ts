import { rmSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../util/user-error';
import type { DatasetSources } from './dataset-sources';
import { DataFileError } from './idx';
import { type IdxArchive, idxRoles } from './idx-archive';
import { type ArchiveFiles, downloadFolder, locateArchive } from './locate-archive';
import { readIdxFile } from './read-idx-file';

/**
 * Finds the files of an archive and makes sure that they are right. What is damaged among the
 * downloads is fetched again; files of the user are never touched.
 *
 * @throws DataFileError for a damaged file of the user, UserError where there are no files
 */
export async function obtainArchive(
  archive: IdxArchive,
  sources: DatasetSources,
): Promise<ArchiveFiles> {
  const files = locateArchive(archive, sources);
  if (files !== undefined) {
    try {
      for (const role of idxRoles)
        readIdxFile(files[role], archive.files[role], sources.cacheFolder);
      return files;
    } catch (error) {
      const isOurs =
        error instanceof DataFileError &&
        path.dirname(error.file) === downloadFolder(archive, sources);
      if (!isOurs) throw error;
      rmSync(error.file, { force: true });
    }
  }
  throw new UserError(`${archive.name} was not found`, { hint: describeByHand(archive, sources) });
}

function describeByHand(archive: IdxArchive, sources: DatasetSources): string {
  const names = Object.values(archive.files).map(({ name }) => `${name}.gz`);
  return `Put ${names.join(', ')} into ${downloadFolder(archive, sources)}, or into the folder ${archive.folderNames[0]} of a folder named by --data-dir.`;
}
