import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { useScratchFolder } from '../../scratch-folder';
import { npzOfNumpy } from './files-of-others';
import { type Files, findFault, readSpec } from './read-spec';

const scratch = useScratchFolder();
const split = { validation: 0, test: 0 };

/** An NPY file of version 1. */
function npy(type: string, shape: readonly number[], bytes: ArrayBuffer, order = 'False'): Buffer {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const header = `{'descr': '${type}', 'fortran_order': ${order}, 'shape': (${sizes}), }`.padEnd(
    117,
  );
  const start = Buffer.from('\u0093NUMPY\u0001\u0000\u0076\u0000', 'latin1');
  return Buffer.concat([start, Buffer.from(`${header}\n`), Buffer.from(bytes)]);
}

const floats = (...values: number[]) => Float32Array.from(values).buffer;
const bytes = (...values: number[]) => Uint8Array.from(values).buffer;
const x = npy('<f4', [4, 2], floats(1, 2, 3, 4, 5, 6, 7, 8));
const y = npy('|u1', [4], bytes(3, 0, 3, 0));

/** An IDX file of bytes. */
function idx(shape: readonly number[], values: readonly number[], type = 8): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, type, shape.length]);
  for (const [axis, size] of shape.entries()) header.writeUInt32BE(size, 4 + 4 * axis);
  return Buffer.concat([header, Buffer.from(values)]);
}

describe('npz', () => {
  it('reads what NumPy wrote, by usual names', async () => {
    const files = { 'a.npz': npzOfNumpy };
    const { data } = await readSpec(scratch(), { name: 'npz', file: 'a.npz', split }, files);
    expect([...data.train.inputs]).toEqual([0, 1, 2, 3, 4, 5].map((n) => Math.fround(n / 3)));
    expect(data.classNames).toEqual(['-1', '1']);
    expect([...data.train.labels]).toEqual([0, 1, 1]);
    const named = { name: 'npz', file: 'a.npz', train: { inputs: 'flags', labels: 'y' }, split };
    const flags = await readSpec(scratch(), named, files);
    expect([...flags.data.train.inputs]).toEqual([1, 0, 1]);
  });

  it('scales floats by the training examples, and names and lays out as told', async () => {
    const settings = {
      name: 'npz',
      file: 'a.npz',
      shape: [2, 1, 1],
      standardize: true,
      classNames: ['zero', 'three'],
      split,
    };
    const test = {
      'x_test.npy': npy('<f4', [1, 2], floats(4, 9)),
      'y_test.npy': npy('|u1', [1], bytes(3)),
    };
    const file = zipSync({ 'x_train.npy': x, 'y_train.npy': y, ...test });
    const { data } = await readSpec(scratch(), settings, { 'a.npz': file });
    expect(data).toMatchObject({ inputShape: [2, 1, 1], classNames: ['zero', 'three'] });
    expect(data.train.inputs[0]).toBeCloseTo(-3 / Math.sqrt(5), 6);
    expect(data.test.inputs[1]).toBeCloseTo(4 / Math.sqrt(5), 6);
    expect([...data.train.labels, ...data.test.labels]).toEqual([1, 0, 1, 0, 1]);
  });
});

test('npy takes a file for each array, idx images of bytes under any names', async () => {
  const arrays = { name: 'npy', train: { inputs: 'x.npy', labels: 'y.npy' }, split };
  const { data } = await readSpec(scratch(), arrays, { 'x.npy': x, 'y.npy': y });
  expect([...data.train.inputs]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);

  const images = {
    name: 'idx',
    train: { images: 'letters.gz', labels: 'their-labels' },
    range: [-1, 1],
    split: { validation: 0, test: 0.5 },
  };
  const written = {
    'letters.gz': gzipSync(idx([4, 1, 2], [0, 255, 1, 2, 3, 4, 5, 6])),
    'their-labels': idx([4], [1, 26, 1, 26]),
  };
  const letters = await readSpec(scratch(), images, written);
  expect(letters.data).toMatchObject({
    inputShape: [1, 2, 1],
    classNames: ['1', '26'],
    scale: 2 / 255,
    offset: -1,
  });
  expect(letters.facts.classCounts).toEqual({ train: [1, 1], validation: [0, 0], test: [1, 1] });
  expect(letters.data.train.inputs).toBeInstanceOf(Uint8Array);
});

const npzSpec = { name: 'npz', file: 'a.npz', split };
const npySpec = { name: 'npy', train: { inputs: 'x.npy', labels: 'y.npy' }, split };
const idxSpec = { name: 'idx', train: { images: 'x.idx', labels: 'y.idx' }, split };
const asNpz = (files: Record<string, Uint8Array>): Files => ({ 'a.npz': zipSync(files) });
const asNpy = (inputs: Uint8Array, labels: Uint8Array = y): Files => ({
  'x.npy': inputs,
  'y.npy': labels,
});
const pixels = idx([2, 1, 1], [1, 2]);
const twoLabels = idx([2], [0, 1]);

/** A ZIP file that says of its only entry that it unpacks to so many bytes. */
function lyingZip(length: number): Uint8Array {
  const zip = Buffer.from(zipSync({ 'x.npy': x, 'y.npy': y }, { level: 9 }));
  const directory = zip.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
  zip.writeUInt32LE(length, directory + 24);
  return zip;
}

test.each<[string, unknown, Files, string]>([
  ['no ZIP', npzSpec, { 'a.npz': Buffer.from('hello') }, 'a.npz is no NPZ file, or damaged'],
  ['half a ZIP', npzSpec, { 'a.npz': npzOfNumpy.subarray(0, 300) }, 'a.npz is no NPZ file'],
  ['a zip bomb', npzSpec, { 'a.npz': lyingZip(0xfffffff0) }, 'says that it unpacks to 4294967280'],
  ['other names', npzSpec, asNpz({ 'a.npy': x, 'b.npy': y }), 'to train with is not clear'],
  [
    'no such array',
    { ...npzSpec, train: { inputs: 'x', labels: 'z' } },
    asNpz({ 'x.npy': x, 'y.npy': y }),
    'a.npz has no array z. Name two of its arrays',
  ],
  [
    'no NPY',
    npySpec,
    asNpy(Buffer.from('hello world, hello')),
    'x.npy: not a file that numpy.save',
  ],
  ['nearly nothing', npySpec, asNpy(x.subarray(0, 8)), 'x.npy: truncated: only 8 bytes'],
  [
    'half an NPY',
    npySpec,
    asNpy(x.subarray(0, 140)),
    'x.npy: truncated: 140 bytes where 160 belong',
  ],
  ['too much', npySpec, asNpy(Buffer.concat([x, x])), 'x.npy: too long'],
  ['a broken header', npySpec, asNpy(Buffer.from(x).fill(' ', 55, 127)), 'its header is damaged'],
  ['texts', npySpec, asNpy(npy('<U3', [1], bytes(0))), 'x.npy: holds values of type <U3'],
  ['big-endian', npySpec, asNpy(npy('>f4', [1], bytes(0))), 'x.npy: holds values of type >f4'],
  [
    'NaN',
    npySpec,
    asNpy(npy('<f4', [4, 2], floats(1, 2, 3, Number.NaN, 5, 6, 7, 8))),
    'x.npy: example 1, value 1: NaN is no finite number',
  ],
  [
    'few labels',
    npySpec,
    asNpy(x, npy('|u1', [3], bytes(1, 2, 3))),
    'y.npy: has 3 labels for the 4',
  ],
  [
    'wide labels',
    npySpec,
    asNpy(x, npy('|u1', [4, 2], bytes(1, 2, 3, 4, 5, 6, 7, 8))),
    'y.npy: is 4 x 2, but a label is one number',
  ],
  [
    'labels between classes',
    npySpec,
    asNpy(x, npy('<f4', [4], floats(1, 2, 0.5, 1))),
    'y.npy: label 2 is 0.5, and a class is a whole number',
  ],
  [
    'a label out of range',
    { ...npySpec, classNames: ['a', 'b'] },
    asNpy(x, npy('|u1', [4], bytes(0, 1, 2, 0))),
    'names 2 classes, but the labels are 0, 1, 2: 3',
  ],
  [
    'another shape',
    { ...npySpec, shape: [3, 1, 1] },
    asNpy(x),
    'holds 3 values, but an example has 2',
  ],
  [
    'no examples',
    npySpec,
    asNpy(npy('<f4', [0, 2], floats()), npy('|u1', [0], bytes())),
    'x.npy: holds no examples',
  ],
  [
    'swapped IDX files',
    idxSpec,
    { 'x.idx': twoLabels, 'y.idx': pixels },
    'x.idx: not an IDX file of images',
  ],
  [
    'IDX of floats',
    idxSpec,
    { 'x.idx': idx([2, 1, 1], [1, 2], 13), 'y.idx': twoLabels },
    'x.idx: not an IDX file of images: its magic number is 0x00000d03',
  ],
  [
    'half an IDX file',
    idxSpec,
    { 'x.idx': pixels.subarray(0, -1), 'y.idx': twoLabels },
    'x.idx: truncated: 17 bytes where 18 belong',
  ],
  [
    'a long IDX file',
    idxSpec,
    { 'x.idx': Buffer.concat([pixels, pixels]), 'y.idx': twoLabels },
    'x.idx: too long',
  ],
  [
    'half a gzip file',
    idxSpec,
    { 'x.idx': gzipSync(pixels).subarray(0, -9), 'y.idx': twoLabels },
    'x.idx: the gzip file ends early',
  ],
])('files with %s are refused', async (_, settings, files, message) => {
  expect(await findFault(scratch(), settings, files)).toContain(message);
});

test('test files of other examples are refused', async () => {
  const settings = { ...npySpec, test: { inputs: 'z.npy', labels: 'y.npy' } };
  const files = { ...asNpy(x), 'z.npy': npy('<f4', [4, 1], floats(1, 2, 3, 4)) };
  expect(await findFault(scratch(), settings, files)).toContain(
    'z.npy: its examples are 1, those of x.npy are 2',
  );
  const lacking = { ...npySpec, test: { inputs: 'x.npy', labels: 'z.npy' } };
  const labels = { ...asNpy(x), 'z.npy': npy('|u1', [4], bytes(0, 3, 9, 0)) };
  expect(await findFault(scratch(), lacking, labels)).toContain('No example of 9 is left to train');
});

test('labels are numbers to predict where they are said to be', async () => {
  const prices = npy('<f8', [4, 2], Float64Array.of(1, 10.5, 2, 20, 3, 30, 6, -1).buffer);
  const settings = {
    ...{ name: 'npy', train: { inputs: 'x.npy', labels: 'p.npy' }, targets: true },
    ...{ standardizeTarget: false, split: { validation: 0, test: 0.25 } },
  };
  const { data, facts } = await readSpec(scratch(), settings, { 'x.npy': x, 'p.npy': prices });
  expect(data.targets).toEqual({ names: ['y1', 'y2'], means: [0, 0], deviations: [1, 1] });
  expect(facts).toMatchObject({ classCount: 0, trainCount: 3, testCount: 1 });
  const rows = new Map([1, 3, 5, 7].map((first, row) => [first, row]));
  const all = [1, 10.5, 2, 20, 3, 30, 6, -1];
  for (const { inputs, labels, count } of [data.train, data.test]) {
    for (let example = 0; example < count; example += 1) {
      const row = rows.get(inputs[2 * example] ?? 0) ?? -1;
      expect([...labels.subarray(2 * example, 2 * example + 2)]).toEqual(
        all.slice(2 * row, 2 * row + 2),
      );
    }
  }
  const broken = npy('<f4', [4], floats(1, 2, Number.NaN, 4));
  const files = { 'x.npy': x, 'p.npy': broken };
  expect(await findFault(scratch(), settings, files)).toContain(
    'p.npy: label 2 is NaN, no finite number of 32 bits',
  );
});
