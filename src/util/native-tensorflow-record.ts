import fs from 'node:fs';
import path from 'node:path';

/** What set-up notes down beside tfjs-node about the native TensorFlow that it put there. */
export interface NativeTensorflowRecord {
  /** Of the library itself, as it reports: `2.21.0`. */
  readonly tensorflowVersion: string;
  /** `wheel`: from the Python wheel in the cache; `installer`: by tfjs-node's own installer. */
  readonly source: 'wheel' | 'installer';
  /** Folder that holds the libraries, absolute. */
  readonly libraryFolder: string;
}

const FILE_NAME = '.ablate-native.json';

/** The folder of the installed tfjs-node package, or undefined where it is not installed. */
export function findTfjsNodeFolder(): string | undefined {
  try {
    return path.dirname(require.resolve('@tensorflow/tfjs-node/package.json'));
  } catch {
    return undefined;
  }
}

/** Reads the record, or gives undefined where set-up did not finish or its libraries are gone. */
export function readNativeTensorflowRecord(
  tfjsNodeFolder: string,
): NativeTensorflowRecord | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(fs.readFileSync(path.join(tfjsNodeFolder, FILE_NAME), 'utf8'));
  } catch {
    return undefined;
  }
  if (!isRecord(parsed) || !fs.existsSync(parsed.libraryFolder)) return undefined;
  return parsed;
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

function isRecord(value: unknown): value is NativeTensorflowRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { tensorflowVersion, source, libraryFolder } = value as Record<string, unknown>;
  return (
    typeof tensorflowVersion === 'string' &&
    (source === 'wheel' || source === 'installer') &&
    typeof libraryFolder === 'string'
  );
}
