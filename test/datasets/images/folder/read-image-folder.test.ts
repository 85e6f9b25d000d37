import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { pinDataset } from '../../../../src/datasets/files/pin-dataset';
import { readImageFolder } from '../../../../src/datasets/images/folder/read-image-folder';
import { datasetOf, datasetSchema } from '../../../../src/datasets/registry';
import { useScratchFolder } from '../../../scratch-folder';

const scratch = useScratchFolder();

/** Writes a plain image of so much red. */
async function write(name: string, red: number): Promise<void> {
  const file = path.join(scratch(), 'pets', name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const background = { r: red, g: 0, b: 10 };
  await sharp({ create: { width: 9, height: 7, channels: 3, background } })
    .png()
    .toFile(file);
}

async function writePets(): Promise<void> {
  for (let number = 0; number < 10; number += 1) {
    await write(`2/${number}.png`, number);
    await write(`10/${number}.png`, 100 + number);
  }
}

function read(settings: object = {}) {
  const folder = path.join(scratch(), 'pets');
  const spec = {
    ...{ name: 'images', folder, size: 4, color: 'rgb', fit: 'stretch', range: [0, 1] },
    ...{ split: { validation: 0.2, test: 0.2, seed: 0 }, ...settings },
  } as Parameters<typeof readImageFolder>[0];
  return readImageFolder(spec, { pathOf: (setting) => setting });
}

test('every image is in one split, with its label, the same shares of each class', async () => {
  await writePets();
  const { classNames, inputShape, train, validation, test: tested } = await read();
  expect(classNames).toEqual(['2', '10']);
  expect(inputShape).toEqual([4, 4, 3]);
  const reds = [train, validation, tested].map(({ count, inputs, labels }) =>
    Array.from({ length: count }, (_, index) => {
      const red = inputs[index * 48] ?? 0;
      expect(labels[index]).toBe(red < 100 ? 0 : 1);
      return red;
    }),
  );
  expect(reds.map(({ length }) => length)).toEqual([12, 4, 4]);
  expect(reds[1]?.filter((red) => red < 100)).toHaveLength(2);
  expect(reds.flat().sort((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, at) => (at < 10 ? at : 90 + at)),
  );
  const again = await read();
  expect(again.test).toEqual(tested);
  const other = await read({ split: { validation: 0.2, test: 0.2, seed: 1 } });
  expect(other.test).not.toEqual(tested);
});

test('folders of splits are taken as they are; the rest is drawn from training', async () => {
  for (const name of ['cat', 'dog']) {
    for (let number = 0; number < 5; number += 1)
      await write(`train/${name}/${number}.png`, number);
    await write(`test/${name}/1.png`, 200);
  }
  const { train, validation, test: tested } = await read({ color: 'gray', size: [3, 2] });
  expect([train.count, validation.count, tested.count]).toEqual([8, 2, 2]);
  expect(new Set(tested.inputs)).toEqual(new Set([Math.round(0.299 * 200 + 0.114 * 10)]));
});

test('what systems leave is neither a class nor an image', async () => {
  await writePets();
  await write('.ipynb_checkpoints/1.png', 1);
  await write('2/.ipynb_checkpoints/1.png', 1);
  for (const name of ['.DS_Store', '2/.DS_Store', '10/Thumbs.db']) {
    fs.writeFileSync(path.join(scratch(), 'pets', name), 'x');
  }
  const { classNames, train, notes } = await read();
  expect(classNames).toEqual(['2', '10']);
  expect(train.count).toBe(12);
  expect(notes).toEqual([]);
});

test('images that can not be read are named, all of them', async () => {
  await writePets();
  fs.truncateSync(path.join(scratch(), 'pets/10/3.png'), 40);
  await expect(read()).rejects.toThrow(/^pets\/10\/3\.png: it is corrupt/);
  fs.writeFileSync(path.join(scratch(), 'pets/2/0.png'), 'no image');
  await expect(read()).rejects.toThrow(
    /^2 images can't be read:\npets\/10\/3\.png: .*\npets\/2\/0\.png: .*not read$/,
  );
});

test('more than the memory holds is refused before anything is decoded', async () => {
  await writePets();
  const count = fs.readdirSync(path.join(scratch(), 'pets/2')).length;
  expect(count).toBe(10);
  for (let number = 10; number < 10_000; number += 1) {
    fs.linkSync(path.join(scratch(), 'pets/2/0.png'), path.join(scratch(), `pets/2/${number}.png`));
  }
  // 31 terabytes.
  await expect(read({ size: [32_000, 32_000] })).rejects.toMatchObject({ setting: 'size' });
});

test('a class with too few images to train on is named', async () => {
  await writePets();
  await write('lone/1.png', 1);
  await expect(read({ split: { validation: 0, test: 0.9, seed: 0 } })).rejects.toThrow(
    'no image of lone is left to train on',
  );
});

test('by a spec: planned, loaded, and read once', async () => {
  await writePets();
  const written = datasetSchema.parse({
    name: 'images',
    folder: path.join(scratch(), 'pets'),
    size: 4,
  });
  const { dataset, files } = pinDataset(written);
  const progress: number[] = [];
  const sources = {
    folders: [],
    cacheFolder: path.join(scratch(), 'cache'),
    files,
    download: false,
    onProgress: ({ receivedBytes }: { receivedBytes: number }) => progress.push(receivedBytes),
  };
  const facts = await datasetOf(dataset).facts(dataset, sources);
  expect(facts).toMatchObject({
    inputShape: [4, 4, 3],
    classNames: ['2', '10'],
    classCounts: { train: [6, 6], validation: [2, 2], test: [2, 2] },
  });
  expect(progress.length).toBeGreaterThan(0);
  progress.length = 0;
  const loaded = await datasetOf(dataset).load(dataset, 0, sources);
  expect(loaded.train.count).toBe(12);
  expect(progress).toEqual([]);
});
