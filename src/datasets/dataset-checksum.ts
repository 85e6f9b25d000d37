import { createHash } from 'node:crypto';
import { formatStableJson } from '../util/stable-json';
import type { Split } from './dataset';

/** A resolved spec, of whatever data set. */
type AnySpec = { readonly name: string };

/**
 * Checksum of a data set made of whole files: over what was chosen from them (the resolved spec)
 * and over the checksums of the files. Costs no look at the data.
 */
export function checksumOfFiles(spec: AnySpec, fileSha256: readonly string[]): string {
  return createHash('sha256')
    .update(formatStableJson([spec, fileSha256]))
    .digest('hex');
}

/** Checksum of generated data: over the resolved spec and every value and label. */
export function checksumOfSplits(spec: AnySpec, splits: readonly Split[]): string {
  return checksumOfFiles(
    spec,
    splits.map(({ inputs, labels }) => {
      return createHash('sha256').update(bytesOf(inputs)).update(bytesOf(labels)).digest('hex');
    }),
  );
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint8Array | Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
