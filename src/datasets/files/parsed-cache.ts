import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '../../util/files/atomic-write';
import { formatStableJson } from '../../util/stable-json';
import type { Split, SplitName } from '../dataset';
import type { DatasetFacts } from '../dataset-facts';
import { factsOf, type ParsedDataset, splitNames } from './parsed-dataset';

/** Raised where readers make other numbers of the same file, or the layout of copies changes. */
const formatVersion = 2;

const facts = z.object({
  inputShape: z.array(z.int().positive()),
  classCount: z.int(),
  classNames: z.array(z.string()),
  targets: z
    .object({
      names: z.array(z.string()),
      isStandardized: z.boolean(),
      deviations: z.array(z.number()),
      absoluteDeviations: z.array(z.number()),
    })
    .optional(),
  trainCount: z.int(),
  validationCount: z.int(),
  testCount: z.int(),
  classCounts: z.record(z.enum(splitNames), z.array(z.int())).optional(),
  features: z
    .array(
      z.object({
        name: z.string(),
        categories: z.array(z.string()).optional(),
        fill: z.array(z.number()),
        mean: z.number().optional(),
        deviation: z.number().optional(),
      }),
    )
    .optional(),
  notes: z.array(z.string()),
});

const targets = z.object({
  names: z.array(z.string()),
  means: z.array(z.number()),
  deviations: z.array(z.number()),
});

/** The first bytes of a copy: 8 of the length of this, then this as JSON, then the blocks. */
const headerSchema = z.object({
  facts,
  /** How labels that are numbers are learnt; they are stored as little-endian float32, others as bytes. */
  targets: targets.optional(),
  scale: z.number(),
  offset: z.number(),
  /** How input values are stored: bytes, or little-endian float32. */
  inputs: z.enum(['uint8', 'float32']),
  /** SHA-256 of the blocks: inputs and labels of each split. */
  sha256: z.string(),
});

type Header = z.output<typeof headerSchema>;

/** Where the parsed copy of a data set is kept: its name says all that it was made of. */
function copyFile(cacheFolder: string, spec: { readonly name: string }): string {
  const key = createHash('sha256')
    .update(formatStableJson([formatVersion, spec]))
    .digest('hex');
  return path.join(cacheFolder, 'parsed', `${spec.name}-${key}.blocks`);
}

/** Keeps a parsed data set. Where that can't be, the next run parses once more. */
export function keepParsed(
  cacheFolder: string,
  spec: { readonly name: string },
  parsed: ParsedDataset,
): void {
  const blocks = listBlocks(splitNames.map((name) => parsed[name]));
  const header: Header = {
    facts: z.parse(facts, factsOf(parsed)),
    ...(parsed.targets && { targets: z.parse(targets, parsed.targets) }),
    scale: parsed.scale,
    offset: parsed.offset,
    inputs: parsed.train.inputs instanceof Uint8Array ? 'uint8' : 'float32',
    sha256: hashBlocks(blocks),
  };
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const file = copyFile(cacheFolder, spec);
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    writeFileAtomic(file, [length, text, ...blocks]);
  } catch {
    // A cache that can't be written costs time at the next run, nothing else.
  }
}

/** What planning has to know of a copy, without its examples; undefined where there is none. */
export function readParsedFacts(
  cacheFolder: string,
  spec: { readonly name: string },
): DatasetFacts | undefined {
  return readCopy(
    copyFile(cacheFolder, spec),
    (descriptor) =>
      // As it was written: zod adds `undefined` to what may be absent.
      readHeader(descriptor).header.facts as DatasetFacts,
  );
}

/** The copy of a data set; undefined where there is none, or it is damaged. */
export function readParsed(
  cacheFolder: string,
  spec: { readonly name: string },
): ParsedDataset | undefined {
  return readCopy(copyFile(cacheFolder, spec), (descriptor) => {
    const { header, end } = readHeader(descriptor);
    const { inputShape, classNames, features, notes } = header.facts as DatasetFacts & {
      readonly notes: readonly string[];
    };
    const { targets } = header;
    const size = inputShape.reduce((product, length) => product * length, 1);
    let position = end;
    const read = <Block extends Uint8Array | Float32Array>(block: Block): Block => {
      position += readInto(descriptor, block, position);
      return block;
    };
    const readSplit = (name: SplitName): Split => {
      const count = header.facts[`${name}Count`];
      const inputs = header.inputs === 'uint8' ? Uint8Array : Float32Array;
      const labels =
        targets === undefined
          ? new Uint8Array(count)
          : new Float32Array(count * targets.names.length);
      return { count, inputs: read(new inputs(count * size)), labels: read(labels) };
    };
    const [train, validation, test] = [
      readSplit('train'),
      readSplit('validation'),
      readSplit('test'),
    ];
    if (hashBlocks(listBlocks([train, validation, test])) !== header.sha256) return undefined;
    const { scale, offset } = header;
    return {
      ...{ inputShape, classNames, ...(targets && { targets }), ...(features && { features }) },
      ...{ notes, scale, offset, train, validation, test },
    };
  });
}

/** The bytes of splits, in the order in which they are stored. */
function listBlocks(splits: readonly Split[]): Uint8Array[] {
  return splits.flatMap(({ inputs, labels }) =>
    [inputs, labels].map(
      ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
    ),
  );
}

function hashBlocks(blocks: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const block of blocks) {
    // More than 2 GiB at once is refused.
    for (let start = 0; start < block.length; start += 2 ** 26) {
      hash.update(block.subarray(start, start + 2 ** 26));
    }
  }
  return hash.digest('hex');
}

/** Whatever is wrong with a copy, the files are there to start from again. */
function readCopy<Value>(file: string, read: (descriptor: number) => Value): Value | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(file, 'r');
    return read(descriptor);
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

function readHeader(descriptor: number): { readonly header: Header; readonly end: number } {
  const length = Buffer.alloc(8);
  readInto(descriptor, length, 0);
  const text = Buffer.alloc(Math.min(Number(length.readBigUInt64LE()), 2 ** 26));
  readInto(descriptor, text, 8);
  return { header: headerSchema.parse(JSON.parse(text.toString())), end: 8 + text.length };
}

/** Fills a block from a file, and returns its bytes. @throws where the file ends before. */
function readInto(
  descriptor: number,
  { buffer, byteOffset, byteLength }: Uint8Array | Float32Array,
  position: number,
): number {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  for (let done = 0; done < byteLength; ) {
    const most = Math.min(byteLength - done, 2 ** 30);
    const count = fs.readSync(descriptor, bytes, done, most, position + done);
    if (count === 0) throw new Error('the copy ends early');
    done += count;
  }
  return byteLength;
}
