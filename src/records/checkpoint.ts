import { crc32 } from 'node:zlib';
import { z } from 'zod';

/** A tensor of a checkpoint. */
export interface CheckpointTensor {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array | Int32Array | Float64Array;
}

/** All that a run needs to go on behind a step as if nothing had happened. */
export interface Checkpoint {
  /** The last step that is done. */
  readonly step: number;
  /** Content hash of the run's configuration. */
  readonly configHash: string;
  /** JSON value: the position in the data, and what else the training loop carries along. */
  readonly position: unknown;
  /** Weights and optimizer state, by name. */
  readonly tensors: Readonly<Record<string, CheckpointTensor>>;
}

/** A checkpoint, or why the bytes are none. */
export type CheckpointParsing =
  | { readonly ok: true; readonly checkpoint: Checkpoint }
  | { readonly ok: false; readonly reason: string };

/*
 * Layout: magic, length of the header as u32, CRC-32 of the header as u32, the header in JSON, then
 * the tensors at the offsets of the header, counted from its end. Integers and tensors are
 * little-endian, as all machines are that tfjs-node runs on. CRC-32 and not SHA-256: it finds what
 * disks and kills do just as well, in half the time, a fifth where the processor has no SHA
 * instructions.
 */
const magic = Buffer.from('ABLATE1\n');
const prefixBytes = magic.length + 8;

const arrayTypes = { float32: Float32Array, int32: Int32Array, float64: Float64Array } as const;

const headerSchema = z.object({
  step: z.int().nonnegative(),
  configHash: z.string(),
  position: z.unknown(),
  tensors: z.array(
    z.object({
      name: z.string(),
      dtype: z.enum(['float32', 'int32', 'float64']),
      shape: z.array(z.int().nonnegative()),
      offset: z.int().nonnegative(),
      byteLength: z.int().nonnegative(),
      crc32: z.int(),
    }),
  ),
});

type TensorEntry = z.output<typeof headerSchema>['tensors'][number];

/** Encodes a checkpoint as parts to be written one behind the other; tensors are not copied. */
export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array[] {
  const entries: TensorEntry[] = [];
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (const [name, { shape, values }] of Object.entries(checkpoint.tensors)) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const { byteLength } = bytes;
    const dtype = nameArrayType(values);
    entries.push({ name, dtype, shape: [...shape], offset, byteLength, crc32: crc32(bytes) });
    parts.push(bytes);
    offset += byteLength;
  }
  const { step, configHash, position } = checkpoint;
  const header = Buffer.from(JSON.stringify({ step, configHash, position, tensors: entries }));
  const prefix = Buffer.alloc(prefixBytes);
  magic.copy(prefix);
  prefix.writeUInt32LE(header.length, magic.length);
  prefix.writeUInt32LE(crc32(header), magic.length + 4);
  return [prefix, header, ...parts];
}

/** Parses the bytes of a checkpoint file, checking all its checksums. */
export function parseCheckpoint(bytes: Buffer): CheckpointParsing {
  if (bytes.length < prefixBytes || !bytes.subarray(0, magic.length).equals(magic)) {
    return { ok: false, reason: 'it is no checkpoint, or cut off at its start' };
  }
  const dataStart = prefixBytes + bytes.readUInt32LE(magic.length);
  if (bytes.length < dataStart) {
    return { ok: false, reason: 'it is cut off in its header' };
  }
  const headerBytes = bytes.subarray(prefixBytes, dataStart);
  if (crc32(headerBytes) !== bytes.readUInt32LE(magic.length + 4)) {
    return { ok: false, reason: 'the checksum of its header is wrong' };
  }
  const header = headerSchema.safeParse(JSON.parse(headerBytes.toString()));
  if (!header.success) {
    return { ok: false, reason: 'its header has another format' };
  }
  const { tensors: entries, step, configHash, position } = header.data;
  const tensors: Record<string, CheckpointTensor> = {};
  for (const entry of entries) {
    const start = dataStart + entry.offset;
    if (bytes.length < start + entry.byteLength) {
      return { ok: false, reason: `it is cut off in tensor ${entry.name}` };
    }
    const part = bytes.subarray(start, start + entry.byteLength);
    if (crc32(part) !== entry.crc32) {
      return { ok: false, reason: `the checksum of tensor ${entry.name} is wrong` };
    }
    tensors[entry.name] = { shape: entry.shape, values: copyValues(entry, part) };
  }
  return { ok: true, checkpoint: { step, configHash, position, tensors } };
}

function nameArrayType(values: CheckpointTensor['values']): TensorEntry['dtype'] {
  if (values instanceof Float32Array) {
    return 'float32';
  }
  return values instanceof Int32Array ? 'int32' : 'float64';
}

/** A copy, because typed arrays need an aligned start. */
function copyValues({ dtype }: TensorEntry, bytes: Buffer): CheckpointTensor['values'] {
  const values = new arrayTypes[dtype](bytes.length / arrayTypes[dtype].BYTES_PER_ELEMENT);
  bytes.copy(new Uint8Array(values.buffer));
  return values;
}
