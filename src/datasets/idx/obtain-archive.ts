import { rmSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../util/user-error';
import { DataFileError } from '../data-file-error';
import type { DatasetSources } from '../dataset-sources';
import { type IdxArchive, idxRoles } from './idx-archive';
import { type ArchiveFiles, downloadFolder, locateArchive } from './locate-archive';
import { readIdxFile } from './read-idx-file';

/** What downloads, loaded when it is first needed. */
const downloading = (): typeof import('./download-archive') => require('./download-archive');

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
  if (files !== undefined && checkFiles(archive, files, sources)) return files;
  const hint = describeByHand(archive, sources);
  if (!sources.download) throw new UserError(`${archive.name} was not found`, { hint });
  try {
    await downloading().downloadArchive(archive, sources);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      `${archive.name} was not found, and downloading it failed: ${error.message}`,
      { hint, cause: error },
    );
  }
  const downloaded = locateArchive(archive, sources);
  if (downloaded === undefined) throw new Error(`${archive.name} is gone after its download`);
  return downloaded;
}

/** Says whether all files are right; deletes downloads that are not, throws for other files. */
function checkFiles(archive: IdxArchive, files: ArchiveFiles, sources: DatasetSources): boolean {
  let allRight = true;
  for (const role of idxRoles) {
    try {
      readIdxFile(files[role], archive.files[role], sources.cacheFolder);
    } catch (error) {
      const isDownload = path.dirname(files[role]) === downloadFolder(archive, sources);
      if (!(error instanceof DataFileError && isDownload)) throw error;
      rmSync(files[role], { force: true });
      allRight = false;
    }
  }
  return allRight;
}

/** How to get the files without the program: where to put them, and their names. */
function describeByHand(archive: IdxArchive, sources: DatasetSources): string {
  const names = Object.values(archive.files).map(({ name }) => `${name}.gz`);
  return `Put the files ${names.join(', ')} into ${downloadFolder(archive, sources)}, or into the folder ${archive.folderNames[0]} of a data folder of your own (--data-dir or ABLATE_DATA_DIR).`;
}
