import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { type IdxArchive, type IdxRole, idxRoles } from '../../../src/datasets/idx/idx-archive';
import { mnistArchive } from '../../../src/datasets/mnist';

/** Writes the IDX format from its description, independently of the reader. */
export function encodeIdx(shape: readonly number[], values: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header[2] = 8;
  header[3] = shape.length;
  shape.forEach((size, axis) => {
    header.writeUInt32BE(size, 4 + 4 * axis);
  });
  return Buffer.concat([header, values]);
}

/** SHA-256 in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The unpacked files of the tiny archive: 40 and 20 images of 4x3, labels 0 to 9 in turn. */
export const tinyFiles: Readonly<Record<IdxRole, Buffer>> = {
  trainImages: encodeIdx(
    [40, 4, 3],
    Uint8Array.from({ length: 480 }, (_, at) => (at * 37) % 256),
  ),
  trainLabels: encodeIdx(
    [40],
    Uint8Array.from({ length: 40 }, (_, at) => at % 10),
  ),
  testImages: encodeIdx(
    [20, 4, 3],
    Uint8Array.from({ length: 240 }, (_, at) => (at * 11) % 256),
  ),
  testLabels: encodeIdx(
    [20],
    Uint8Array.from({ length: 20 }, (_, at) => (at * 3) % 10),
  ),
};

const shapes = {
  trainImages: [40, 4, 3],
  trainLabels: [40],
  testImages: [20, 4, 3],
  testLabels: [20],
};

/** An archive like MNIST, small enough to be made in a test. */
export function createTinyArchive(mirrors: readonly string[] = []): IdxArchive {
  const describe = (role: IdxRole) => ({
    name: mnistArchive.files[role].name,
    shape: shapes[role],
    sha256: sha256(tinyFiles[role]),
    packedBytes: gzipSync(tinyFiles[role]).length,
  });
  return {
    ...mnistArchive,
    mirrors,
    files: {
      trainImages: describe('trainImages'),
      trainLabels: describe('trainLabels'),
      testImages: describe('testImages'),
      testLabels: describe('testLabels'),
    },
  };
}

/** Writes the four files into a folder. */
export function writeTinyFiles(
  folder: string,
  { packed = false, dotted = false }: { packed?: boolean; dotted?: boolean } = {},
): void {
  fs.mkdirSync(folder, { recursive: true });
  for (const role of idxRoles) {
    const name = mnistArchive.files[role].name.replace('-idx', dotted ? '.idx' : '-idx');
    const bytes = tinyFiles[role];
    fs.writeFileSync(
      path.join(folder, packed ? `${name}.gz` : name),
      packed ? gzipSync(bytes) : bytes,
    );
  }
}
