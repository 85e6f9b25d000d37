import path from 'node:path';
import { datasetSchema } from '../../../src/datasets/registry';
import { DatasetChooser } from '../../../src/datasets/search/dataset-chooser';
import { useScratchFolder } from '../../scratch-folder';

const scratch = useScratchFolder();

const parse = (...names: readonly string[]) => names.map((name) => datasetSchema.parse(name));

function openChooser(notes: string[] = []): DatasetChooser {
  const cacheFolder = path.join(scratch(), 'cache');
  return new DatasetChooser({ folders: [], cacheFolder, download: false }, (note) =>
    notes.push(note),
  );
}

test('the first that can be had is taken, and said where it is not the first of the list', async () => {
  const notes: string[] = [];
  const chooser = openChooser(notes);
  const candidates = parse('mnist', 'fashion-mnist', 'moons', 'circles');
  await chooser.choose(candidates);
  await chooser.choose(candidates);
  expect(chooser.chosen(candidates)).toMatchObject({ dataset: { name: 'moons' } });
  expect(notes).toEqual(['mnist was not found\nfashion-mnist was not found\nUsing moons instead.']);
});

test('where none can be had there are the reasons of all, and the remedy of the first', async () => {
  const chooser = openChooser();
  const candidates = parse('mnist', 'fashion-mnist');
  await chooser.choose(candidates);
  expect(chooser.chosen(candidates)).toEqual({
    path: [],
    message: 'mnist was not found; fashion-mnist was not found',
    hint: expect.stringContaining(path.join('cache', 'mnist')),
  });
});

test('data that are not there are told from data that are asked for too much', async () => {
  const chooser = openChooser();
  const [moons, mnist] = [parse('moons'), parse('mnist')];
  const unfit = datasetSchema.parse({ name: 'mnist', validation: 0, trainSize: 60_001 });
  await chooser.choose(moons);
  await chooser.choose(unfit);
  expect(chooser.chosen(unfit)).toEqual({
    path: ['trainSize'],
    message: 'trainSize 60001 is more than the 60000 training examples of mnist',
    hint: 'Ask for 60000 at most, or for a smaller validation split.',
  });
  expect(chooser.lacksSome()).toBe(false);
  await chooser.choose(mnist);
  expect(chooser.lacksSome()).toBe(true);
});

test('a glance takes the first or nothing, and sees what is asked for too much', async () => {
  const chooser = openChooser();
  const [absent, present] = [parse('mnist', 'moons'), parse('moons', 'mnist')];
  const unfit = datasetSchema.parse({ name: 'mnist', trainSize: 60_001 });
  await chooser.glance(absent);
  await chooser.glance(present);
  await chooser.glance(unfit);
  expect(chooser.chosen(absent)).toBeUndefined();
  expect(chooser.chosen(unfit)).toMatchObject({ path: ['trainSize'] });
  expect(chooser.chosen(present)).toMatchObject({ dataset: { name: 'moons' } });
});
