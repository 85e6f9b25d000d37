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

test('a glance takes the first or nothing', async () => {
  const chooser = openChooser();
  const [absent, present] = [parse('mnist', 'moons'), parse('moons', 'mnist')];
  await chooser.glance(absent);
  await chooser.glance(present);
  expect(chooser.chosen(absent)).toBeUndefined();
  expect(chooser.chosen(present)).toMatchObject({ dataset: { name: 'moons' } });
});
