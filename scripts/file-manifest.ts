import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { describeLength } from '../src/util/files/describe-length';

const manifestSchema = z.record(z.string(), z.object({ bytes: z.int(), sha256: z.string() }));

/** What belongs into a folder: length and checksum of its files by their path below it. */
type FileManifest = z.output<typeof manifestSchema>;

/** How closely a folder is looked at: lengths take a moment, contents a second per gigabyte. */
export type InspectionDepth = 'lengths' | 'contents';

const FILE_NAME = 'contents.json';
const CHUNK_BYTES = 1 << 22;

/** Notes down in a folder what is in it, the last act of filling it. */
export function writeManifest(folder: string): void {
  const manifest: FileManifest = {};
  for (const name of listFiles(folder)) {
    const file = path.join(folder, name);
    manifest[name] = { bytes: fs.statSync(file).size, sha256: hashFile(file) };
  }
  fs.writeFileSync(path.join(folder, FILE_NAME), JSON.stringify(manifest));
}

/** Whether something says what belongs into a folder. */
export function hasManifest(folder: string): boolean {
  return readManifest(folder) !== undefined;
}

/**
 * What is wrong with the first file that is not as it was when the folder was filled; undefined
 * where all are right, or nothing says what belongs there.
 */
export function findDamage(folder: string, depth: InspectionDepth): string | undefined {
  for (const [name, { bytes, sha256 }] of Object.entries(readManifest(folder) ?? {})) {
    const file = path.join(folder, name);
    const damage = describeLength(file, bytes);
    if (damage !== undefined) return damage;
    if (depth === 'contents' && hashFile(file) !== sha256) return `${file} has changed`;
  }
  return undefined;
}

function readManifest(folder: string): FileManifest | undefined {
  try {
    return manifestSchema.parse(JSON.parse(fs.readFileSync(path.join(folder, FILE_NAME), 'utf8')));
  } catch {
    return undefined;
  }
}

function listFiles(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((name) => name !== FILE_NAME)
    .sort();
}

function hashFile(file: string): string {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  const descriptor = fs.openSync(file, 'r');
  try {
    for (;;) {
      const length = fs.readSync(descriptor, chunk);
      if (length === 0) return hash.digest('hex');
      hash.update(chunk.subarray(0, length));
    }
  } finally {
    fs.closeSync(descriptor);
  }
}
