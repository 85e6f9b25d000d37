import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { lock } from 'proper-lockfile';
import { describeDiskError } from '../../util/files/disk-error';
import type { DatasetSources } from '../dataset-sources';
import { downloadFile } from '../download/download-file';
import { type IdxArchive, type IdxRole, idxRoles } from './idx-archive';
import { downloadFolder } from './locate-archive';
import { longestFile, readIdxFile } from './read-idx-file';

/**
 * Downloads those files of an archive that are not among the downloads yet, the smallest first, so
 * that without a network it ends after seconds. Processes that want the same files wait for the
 * one that came first.
 *
 * @throws UserError where no mirror has a file, or the folder can't be written
 */
export async function downloadArchive(archive: IdxArchive, sources: DatasetSources): Promise<void> {
  const folder = downloadFolder(archive, sources);
  const release = await lockFolder(folder);
  try {
    let mirrors = sources.mirrors?.[archive.name] ?? archive.mirrors;
    for (const role of idxRoles) {
      const target = path.join(folder, `${archive.files[role].name}.gz`);
      if (statSync(target, { throwIfNoEntry: false }) !== undefined) continue;
      const worked = await downloadRole(archive, role, target, mirrors, sources);
      mirrors = [worked, ...mirrors.filter((mirror) => mirror !== worked)];
    }
  } finally {
    await release();
  }
}

/** Downloads one file and returns the mirror that had it. */
async function downloadRole(
  archive: IdxArchive,
  role: IdxRole,
  target: string,
  mirrors: readonly string[],
  sources: DatasetSources,
): Promise<string> {
  const file = archive.files[role];
  const name = path.basename(target);
  let reportedAt = Number.NEGATIVE_INFINITY;
  const address = await downloadFile({
    addresses: mirrors.map((mirror) => mirror + name),
    target,
    maxBytes: longestFile(file),
    verify: (part) => readIdxFile(part, file, sources.cacheFolder),
    onProgress: (receivedBytes, totalBytes = file.packedBytes) => {
      const now = performance.now();
      if (now - reportedAt < 100 && receivedBytes !== totalBytes) return;
      reportedAt = now;
      sources.onProgress?.({ dataset: archive.name, file: name, receivedBytes, totalBytes });
    },
  });
  return address.slice(0, -name.length);
}

/** Takes a folder for this process, and returns what gives it back. */
async function lockFolder(folder: string): Promise<() => Promise<void>> {
  try {
    mkdirSync(folder, { recursive: true });
    const release = await lock(folder, {
      retries: { forever: true, minTimeout: 100, maxTimeout: 1000 },
      // Losing the lock (after a suspend, say) costs a second download: files are verified anyway.
      onCompromised: () => {},
    });
    return () => release().catch(() => {});
  } catch (error) {
    throw describeDiskError(error, 'write to', folder);
  }
}
