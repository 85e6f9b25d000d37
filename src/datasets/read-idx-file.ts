import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '../util/atomic-write';
import { describeDiskError } from '../util/disk-error';
import { DataFileError, isGzip, parseIdx, unpackGzip } from './idx';
import type { IdxFile } from './idx-archive';

/** The values of an IDX file whose checksum is right. */
export interface VerifiedIdx {
  /** `file.shape`, row-major. */
  readonly values: Uint8Array;
  /** SHA-256 of the unpacked file. */
  readonly sha256: string;
}

/**
 * Reads an IDX file, gzip or not, and checks everything that is known of it.
 *
 * Unpacking MNIST takes 0.25 s and hashing it up to as much again, which every run would pay. So a
 * record is kept below `cacheFolder` of each file that proved right, with its size and time of
 * change, and beside it the unpacked contents; a file that still looks the same is not hashed
 * again. Where that folder can't be written, only the time is lost.
 *
 * @throws DataFileError, or UserError for a file that can't be read
 */
export function readIdxFile(source: string, file: IdxFile, cacheFolder: string): VerifiedIdx {
  return readRemembered(source, file, cacheFolder) ?? readAndRemember(source, file, cacheFolder);
}

const look = z.object({ size: z.number(), mtimeMs: z.number() });

const verification = z.object({
  source: look,
  sha256: z.string(),
  /** How the unpacked copy looks; absent where the source itself is not packed. */
  unpacked: look.optional(),
});

function readRemembered(
  source: string,
  file: IdxFile,
  cacheFolder: string,
): VerifiedIdx | undefined {
  try {
    const record = verification.parse(
      JSON.parse(readFileSync(recordFile(cacheFolder, source), 'utf8')),
    );
    if (file.sha256 !== undefined && file.sha256 !== record.sha256) return undefined;
    if (!looksLike(source, record.source)) return undefined;
    if (record.unpacked === undefined) {
      return { values: parseIdx(readFileSync(source), file.shape, source), sha256: record.sha256 };
    }
    const copy = unpackedFile(cacheFolder, record.sha256);
    if (!looksLike(copy, record.unpacked)) return undefined;
    return { values: parseIdx(readFileSync(copy), file.shape, source), sha256: record.sha256 };
  } catch {
    // Whatever is wrong with the record or the copy, the source is there to start from again.
    return undefined;
  }
}

function readAndRemember(source: string, file: IdxFile, cacheFolder: string): VerifiedIdx {
  const before = readFromDisk(source, lookOf);
  const { verified, unpacked } = readAndVerify(source, file);
  const { sha256 } = verified;
  try {
    const copy = unpackedFile(cacheFolder, sha256);
    if (unpacked !== undefined) writeAnew(copy, unpacked);
    const record: z.output<typeof verification> =
      unpacked === undefined
        ? { source: before, sha256 }
        : { source: before, sha256, unpacked: lookOf(copy) };
    writeAnew(recordFile(cacheFolder, source), JSON.stringify(record));
  } catch {
    // A cache that can't be written costs time at the next run, nothing else.
  }
  return verified;
}

/**
 * Checks everything that is known of an IDX file, gzip or not.
 *
 * @throws DataFileError, or UserError for a file that can't be read
 */
export function verifyIdxFile(source: string, file: IdxFile): void {
  readAndVerify(source, file);
}

/** `unpacked` is the whole unpacked file, absent where the source was not packed. */
function readAndVerify(
  source: string,
  file: IdxFile,
): { readonly verified: VerifiedIdx; readonly unpacked: Uint8Array | undefined } {
  const bytes = readFromDisk(source, (name) => readFileSync(name));
  const unpacked = isGzip(bytes) ? unpackGzip(bytes, source) : undefined;
  const values = parseIdx(unpacked ?? bytes, file.shape, source);
  const sha256 = hash(unpacked ?? bytes);
  checkChecksum(source, file.sha256, sha256);
  if (unpacked !== undefined && file.sha256 === undefined) {
    checkChecksum(source, file.packedSha256, hash(bytes));
  }
  if (file.shape.length === 1) checkLabels(source, values);
  return { verified: { values, sha256 }, unpacked };
}

function checkChecksum(source: string, expected: string | undefined, found: string): void {
  if (expected === undefined || expected === found) return;
  throw new DataFileError(
    'wrong-checksum',
    source,
    `its contents are not the published ones: SHA-256 ${found}, expected ${expected}`,
  );
}

function checkLabels(source: string, labels: Uint8Array): void {
  const wrong = labels.find((label) => label > 9);
  if (wrong === undefined) return;
  throw new DataFileError('wrong-label', source, `holds the label ${wrong}, expected 0 to 9`);
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function recordFile(cacheFolder: string, source: string): string {
  const key = hash(Buffer.from(realpathSync(source)));
  return path.join(cacheFolder, 'verified', `${key}.json`);
}

function unpackedFile(cacheFolder: string, sha256: string): string {
  return path.join(cacheFolder, 'unpacked', `${sha256}.idx`);
}

function readFromDisk<Result>(file: string, read: (file: string) => Result): Result {
  try {
    return read(file);
  } catch (error) {
    throw describeDiskError(error, 'read', file);
  }
}

function writeAnew(file: string, contents: Uint8Array | string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileAtomic(file, contents);
}

function lookOf(file: string): z.output<typeof look> {
  const { size, mtimeMs } = statSync(file);
  return { size, mtimeMs };
}

function looksLike(file: string, expected: z.output<typeof look>): boolean {
  const { size, mtimeMs } = lookOf(file);
  return size === expected.size && mtimeMs === expected.mtimeMs;
}
