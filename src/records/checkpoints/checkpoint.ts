import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { type MetricsMark, metricsMarkSchema } from '../metrics/metrics-mark';

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
  /** How `metrics.csv` stood; absent from what earlier versions wrote. */
  readonly metrics?: MetricsMark | undefined;
  /** JSON value: the position in the data, and what else the training loop carries along. */
  readonly position: unknown;
  /** Weights and optimizer state, by name. */
  readonly tensors: Readonly<Record<string, CheckpointTensor>>;
}

/** What stands in front of the tensors of a checkpoint, except what describes them. */
export type CheckpointHeader = Omit<Checkpoint, 'tensors'>;

/** The header of a checkpoint, or why the bytes hold none. */
export type HeaderParsing =
  | { readonly ok: true; readonly header: CheckpointHeader }
  | { readonly ok: false; readonly reason: string };

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
  metrics: metricsMarkSchema.optional(),
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
  const { tensors: _, ...fields } = checkpoint;
  const header = Buffer.from(JSON.stringify({ ...fields, tensors: entries }));
  const prefix = Buffer.alloc(prefixBytes);
  magic.copy(prefix);
  prefix.writeUInt32LE(header.length, magic.length);
  prefix.writeUInt32LE(crc32(header), magic.length + 4);
  return [prefix, header, ...parts];
}

/** How many bytes of a file hold its header, told by its first ones; undefined where it has none. */
export function measureHeader(start: Buffer): number | undefined {
  if (start.length < prefixBytes || !start.subarray(0, magic.length).equals(magic)) {
    return undefined;
  }
  return prefixBytes + start.readUInt32LE(magic.length);
}

/** Parses the header of a checkpoint file, from its first bytes or all. */
export function parseCheckpointHeader(bytes: Buffer): HeaderParsing {
  const parsing = parseHeader(bytes);
  if (!parsing.ok) return parsing;
  const { tensors: _, ...header } = parsing.header;
  return { ok: true, header };
}

/** Parses the bytes of a checkpoint file, checking all its checksums. */
export function parseCheckpoint(bytes: Buffer): CheckpointParsing {
  const parsing = parseHeader(bytes);
  if (!parsing.ok) return parsing;
  const { tensors: entries, ...header } = parsing.header;
  const tensors: Record<string, CheckpointTensor> = {};
  for (const entry of entries) {
    const start = parsing.dataStart + entry.offset;
    if (bytes.length < start + entry.byteLength) {
      return { ok: false, reason: `it is cut off in tensor ${entry.name}` };
    }
    const part = bytes.subarray(start, start + entry.byteLength);
    if (crc32(part) !== entry.crc32) {
      return { ok: false, reason: `the checksum of tensor ${entry.name} is wrong` };
    }
    tensors[entry.name] = { shape: entry.shape, values: copyValues(entry, part) };
  }
  return { ok: true, checkpoint: { ...header, tensors } };
}

function parseHeader(bytes: Buffer):
  | {
      readonly ok: true;
      readonly header: z.output<typeof headerSchema>;
      readonly dataStart: number;
    }
  | { readonly ok: false; readonly reason: string } {
  const dataStart = measureHeader(bytes);
  if (dataStart === undefined) {
    return { ok: false, reason: 'it is no checkpoint, or cut off at its start' };
  }
  if (bytes.length < dataStart) return { ok: false, reason: 'it is cut off in its header' };
  const headerBytes = bytes.subarray(prefixBytes, dataStart);
  if (crc32(headerBytes) !== bytes.readUInt32LE(magic.length + 4)) {
    return { ok: false, reason: 'the checksum of its header is wrong' };
  }
  const header = headerSchema.safeParse(JSON.parse(headerBytes.toString()));
  if (!header.success) return { ok: false, reason: 'its header has another format' };
  return { ok: true, header: header.data, dataStart };
}

function nameArrayType(values: CheckpointTensor['values']): TensorEntry['dtype'] {
  if (values instanceof Float32Array) return 'float32';
  return values instanceof Int32Array ? 'int32' : 'float64';
}

/** A copy, because typed arrays need an aligned start. */
function copyValues({ dtype }: TensorEntry, bytes: Buffer): CheckpointTensor['values'] {
  const values = new arrayTypes[dtype](bytes.length / arrayTypes[dtype].BYTES_PER_ELEMENT);
  bytes.copy(new Uint8Array(values.buffer));
  return values;
}
