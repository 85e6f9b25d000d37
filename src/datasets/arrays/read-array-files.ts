import fs from 'node:fs';
import { describeDiskError } from '../../util/files/disk-error';
import { machineMemory } from '../../util/process/machine-memory';
import type { FileAccess } from '../files/file-access';
import { parsePin } from '../files/file-pin';
import { type ParsedDataset, splitNames } from '../files/parsed-dataset';
import { parseIdx } from '../idx/parse-idx';
import { isGzip, unpackGzip } from '../idx/unpack-gzip';
import { splitId, undecided } from '../tables/assign-splits';
import { UnfitSettingError } from '../unfit-setting-error';
import { type ArrayPart, arrangeArrays } from './arrange-arrays';
import type { ArraySettings } from './array-settings';
import type { ArrayUse, NumericArray } from './numeric-array';
import { parseNpy } from './parse-npy';
import { NpzFile } from './read-npz';

/** Makes an array of the bytes of a file. */
type ParseFile = (bytes: Uint8Array, title: string, use: ArrayUse) => NumericArray;

/** Reads an NPY file, gzip or not. */
export const parseNpyFile: ParseFile = (bytes, title, use) =>
  parseNpy(unpack(bytes, title), title, use);

/** Reads an IDX file of bytes whose header alone says what it holds, gzip or not. */
export const parseIdxFile: ParseFile = (bytes, title, use) => {
  const unpacked = unpack(bytes, title);
  const rank = unpacked.length >= 4 ? (unpacked[3] as number) : 0;
  const expected = use === 'labels' ? 1 : Math.min(Math.max(rank, 2), 4);
  const view = new DataView(unpacked.buffer, unpacked.byteOffset, unpacked.byteLength);
  const shape = Array.from({ length: expected }, (_, axis) =>
    unpacked.length >= 8 + 4 * axis ? view.getUint32(4 + 4 * axis) : 0,
  );
  return { title, shape, values: parseIdx(unpacked, shape, title) };
};

/** Two names of files, or of arrays in one. */
type Pair = Readonly<Record<string, string>>;

/** Splits that name a pair each. */
type Pairs = Readonly<Partial<Record<(typeof splitNames)[number], Pair | undefined>>>;

/** Reads splits that are a file of inputs and a file of labels each. */
export function readPairs(
  spec: Pairs & ArraySettings,
  inputsKey: string,
  files: FileAccess,
  parse: ParseFile,
): ParsedDataset {
  const read = (setting: string, use: ArrayUse): NumericArray =>
    parse(readBytes(files.pathOf(setting)), parsePin(setting)?.name ?? setting, use);
  return arrangeArrays(listParts(spec, inputsKey, read), spec);
}

/** Reads the arrays of an NPZ file. */
export function readNpzFile(
  spec: Pairs & ArraySettings & { readonly file: string },
  files: FileAccess,
): ParsedDataset {
  const title = parsePin(spec.file)?.name ?? spec.file;
  const npz = new NpzFile(readBytes(files.pathOf(spec.file)), title);
  const pairs =
    spec.train === undefined ? { ...guessPairs(npz.names, title), ...given(spec) } : spec;
  const read = (name: string, use: ArrayUse, setting: string): NumericArray => {
    if (npz.names.includes(name)) return npz.read(name, use);
    throw unknownArray(setting, `${title} has no array ${name}`, npz.names);
  };
  return arrangeArrays(listParts(pairs, 'inputs', read), spec);
}

function given({ validation, test }: Pairs): Pairs {
  return { ...(validation && { validation }), ...(test && { test }) };
}

function listParts(
  pairs: Pairs,
  inputsKey: string,
  read: (name: string, use: ArrayUse, setting: string) => NumericArray,
): ArrayPart[] {
  return splitNames.flatMap((split) => {
    const pair = pairs[split];
    if (pair === undefined) return [];
    return [
      {
        inputs: read(pair[inputsKey] ?? '', 'inputs', split),
        labels: read(pair['labels'] ?? '', 'labels', split),
        // What has no arrays of its own is divided from those to train with.
        split: split === 'train' ? undecided : splitId[split],
      },
    ];
  });
}

const splitSuffixes = {
  train: ['train'],
  validation: ['val', 'valid', 'validation'],
  test: ['test'],
};

const usualPairs = [
  ['x', 'y'],
  ['X', 'y'],
  ['X', 'Y'],
  ['data', 'target'],
  ['images', 'labels'],
  ['inputs', 'labels'],
  ['arr_0', 'arr_1'],
] as const;

/** What arrays are by their usual names. */
function guessPairs(names: readonly string[], title: string): Pairs {
  const pairOf = (inputs: string, labels: string): Pair[] =>
    names.includes(inputs) && names.includes(labels) ? [{ inputs, labels }] : [];
  for (const [inputs, labels] of usualPairs) {
    const [whole] = pairOf(inputs, labels);
    if (whole !== undefined) return { train: whole };
    const parts = splitNames.flatMap((split) => {
      const [found] = splitSuffixes[split].flatMap((suffix) => [
        ...pairOf(`${inputs}_${suffix}`, `${labels}_${suffix}`),
        ...pairOf(`${suffix}_${inputs}`, `${suffix}_${labels}`),
      ]);
      return found === undefined ? [] : [[split, found] as const];
    });
    if (parts.some(([split]) => split === 'train')) return Object.fromEntries(parts);
  }
  throw unknownArray('train', `which arrays of ${title} to train with is not clear`, names);
}

function unknownArray(
  setting: string,
  message: string,
  names: readonly string[],
): UnfitSettingError {
  const hint = `Name two of its arrays, for instance train: { inputs: ${names[0] ?? 'x'}, labels: ${names[1] ?? 'y'} }. It has ${names.join(', ')}.`;
  return new UnfitSettingError(setting, message, hint);
}

function unpack(bytes: Uint8Array, title: string): Uint8Array {
  if (!isGzip(bytes)) return bytes;
  return unpackGzip(bytes, Math.min(2 ** 31 - 1, Math.floor(machineMemory() / 4)), title);
}

function readBytes(file: string): Uint8Array {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw describeDiskError(error, 'read', file);
  }
}
