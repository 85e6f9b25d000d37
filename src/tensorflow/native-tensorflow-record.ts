import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { describeLength } from '../util/files/describe-length';

const recordSchema = z.object({
  /** Of the library itself, as it reports: `2.21.0`. */
  tensorflowVersion: z.string(),
  /** `wheel`: from the Python wheel in the cache; `installer`: by tfjs-node's own installer. */
  source: z.enum(['wheel', 'installer']),
  /** Folder that holds the libraries, absolute. */
  libraryFolder: z.string(),
  /** Lengths of the addon and the libraries in bytes, by their path below tfjs-node. */
  files: z.record(z.string(), z.int()),
});

/** What set-up notes down beside tfjs-node about the native TensorFlow that it put there. */
export type NativeTensorflowRecord = z.output<typeof recordSchema>;

const FILE_NAME = '.ablate-native.json';

/** The folder of the installed tfjs-node package, or undefined where it is not installed. */
export function findTfjsNodeFolder(): string | undefined {
  try {
    return path.dirname(require.resolve('@tensorflow/tfjs-node/package.json'));
  } catch {
    return undefined;
  }
}

/** Reads the record, or gives undefined where set-up did not finish. */
export function readNativeTensorflowRecord(
  tfjsNodeFolder: string,
): NativeTensorflowRecord | undefined {
  try {
    const text = fs.readFileSync(path.join(tfjsNodeFolder, FILE_NAME), 'utf8');
    return recordSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** What is wrong with the first file that does not have the length it was seen to work with. */
export function findNativeDamage(
  tfjsNodeFolder: string,
  { files }: NativeTensorflowRecord,
): string | undefined {
  for (const [name, bytes] of Object.entries(files)) {
    const damage = describeLength(path.join(tfjsNodeFolder, name), bytes);
    if (damage !== undefined) return damage;
  }
  return undefined;
}

/** Writes the record, the last act of a set-up that was seen to work. */
export function writeNativeTensorflowRecord(
  tfjsNodeFolder: string,
  record: NativeTensorflowRecord,
): void {
  const file = path.join(tfjsNodeFolder, FILE_NAME);
  const partial = `${file}.${process.pid}`;
  fs.writeFileSync(partial, `${JSON.stringify(record, null, 2)}\n`);
  fs.renameSync(partial, file);
}
