import { createHash } from 'node:crypto';
import { closeSync, fstatSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeFileAtomic } from '../../util/files/atomic-write';
import { describeDiskError } from '../../util/files/disk-error';
import { DataFileError } from '../data-file-error';
import type { IdxFile } from './idx-archive';
import { idxLength, parseIdx } from './parse-idx';
import { isGzip, unpackGzip } from './unpack-gzip';

/**
 * How many bytes a file may have at most, packed or not, to be worth a look: gzip makes nothing
 * longer than this.
 */
export function longestFile(file: IdxFile): number {
  return Math.ceil(1.01 * idxLength(file.shape)) + 4096;
}

/** The values of an IDX file whose checksum is right. */
export interface VerifiedIdx {
  /** `file.shape`, row-major. */
  readonly values: Uint8Array;
  /** SHA-256 of the unpacked file: of the very bytes that `values` are taken from. */
  readonly sha256: string;
}

/**
 * Reads an IDX file, gzip or not, and checks everything that is known of it.
 *
 * Unpacking MNIST takes 0.25 s, which every run would pay, so unpacked contents are kept below
 * `cacheFolder`. Their name says what they were unpacked from and what they are, by checksums, and
 * both are checked whenever they are read (0.05 s for MNIST): a copy that was changed is made
 * anew. Where that folder can't be written, only the time is lost.
 *
 * @throws DataFileError, or UserError for a file that can't be read
 */
export function readIdxFile(source: string, file: IdxFile, cacheFolder: string): VerifiedIdx {
  const bytes = readBounded(source, longestFile(file));
  if (!isGzip(bytes)) return verify(bytes, hash(bytes), file, source);
  const packedSha256 = hash(bytes);
  const length = idxLength(file.shape);
  const folder = path.join(cacheFolder, 'unpacked');
  const copy = readCopy(folder, packedSha256, length);
  const unpacked = copy?.bytes ?? unpackGzip(bytes, length, source);
  const sha256 = copy?.sha256 ?? hash(unpacked);
  // Where only this one is published, nothing more can be said of the contents.
  if (file.sha256 === undefined) checkChecksum(source, file.packedSha256, packedSha256);
  const verified = verify(unpacked, sha256, file, source);
  if (copy === undefined) keepCopy(path.join(folder, `${packedSha256}-${sha256}.idx`), unpacked);
  return verified;
}

function verify(unpacked: Uint8Array, sha256: string, file: IdxFile, source: string): VerifiedIdx {
  const values = parseIdx(unpacked, file.shape, source);
  checkChecksum(source, file.sha256, sha256);
  if (file.shape.length === 1) checkLabels(source, values, file.classCount);
  return { values, sha256 };
}

function checkChecksum(source: string, expected: string | undefined, found: string): void {
  if (expected === undefined || expected === found) return;
  throw new DataFileError(
    'wrong-checksum',
    source,
    `its contents are not the published ones: SHA-256 ${found}, expected ${expected}`,
  );
}

function checkLabels(source: string, labels: Uint8Array, classCount = 10): void {
  const wrong = labels.find((label) => label >= classCount);
  if (wrong === undefined) return;
  const problem = `holds the label ${wrong}, expected 0 to ${classCount - 1}`;
  throw new DataFileError('wrong-label', source, problem);
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What was unpacked from a packed file before, if it still is what its name says. */
function readCopy(
  folder: string,
  packedSha256: string,
  length: number,
): { readonly bytes: Uint8Array; readonly sha256: string } | undefined {
  try {
    for (const name of readdirSync(folder)) {
      if (!name.startsWith(packedSha256)) continue;
      const bytes = readBounded(path.join(folder, name), length);
      const sha256 = hash(bytes);
      if (name === `${packedSha256}-${sha256}.idx`) return { bytes, sha256 };
    }
  } catch {
    // Whatever is wrong with the copy, the source is there to start from again.
  }
  return undefined;
}

function keepCopy(file: string, contents: Uint8Array): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileAtomic(file, contents);
  } catch {
    // A cache that can't be written costs time at the next run, nothing else.
  }
}

/** Reads a file unless it is longer than it can be, which its length alone tells. */
function readBounded(file: string, maxBytes: number): Uint8Array {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    const { size } = fstatSync(descriptor);
    if (size > maxBytes) {
      throw new DataFileError(
        'too-long',
        file,
        `too long: ${size} bytes, at most ${maxBytes} expected`,
      );
    }
    return readFileSync(descriptor);
  } catch (error) {
    throw describeDiskError(error, 'read', file);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
