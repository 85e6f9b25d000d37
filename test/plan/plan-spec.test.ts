import path from 'node:path';
import { DatasetChooser } from '../../src/datasets/search/dataset-chooser';
import { planSpec } from '../../src/plan/plan-spec';
import { describeWithRealMnist, realDataFolder } from '../datasets/idx/real-mnist';
import { useScratchFolder } from '../scratch-folder';
import { linesOf, specWith } from '../spec/format-problems';

const scratch = useScratchFolder();

/** What is wrong with a spec, by its data as they are looked for on disk; data may be missing. */
async function explain(text: string, folders: readonly string[] = []): Promise<string[]> {
  const cacheFolder = path.join(scratch(), 'cache');
  const data = new DatasetChooser({ folders, cacheFolder, download: false }, () => {});
  const planning = await planSpec(text, 'a.yaml', { data });
  return linesOf(planning.ok ? [] : planning.problems);
}

const tooMany = (size: number, available: number, name = 'mnist') =>
  `trainSize ${size} is more than the ${available} training examples of ${name} (Ask for ${available} at most, or for a smaller validation split.)`;

test('more training examples than there are is told at its place, beside what is wrong with the plan', async () => {
  const text = specWith(
    'dataset: { name: synthetic-digits, train: 500 }',
    'schedule: { type: constant, warmupSteps: 10 }',
    'grid: { dataset: [{ name: mnist, trainSize: 55001 }, synthetic-digits], batchSize: [1, 2] }',
  );
  expect(await explain(text)).toEqual([
    '6:42 `schedule.warmupSteps` is 10, but the run has 10 steps (Warm up over a part of the run only.)',
    `7:45 ${tooMany(55_001, 55_000)}`,
  ]);
});

test('it is told beside what is wrong with the text too', async () => {
  const text = specWith(
    'dataset: { name: mnist, validation: 59000, trainSize: 1001 }',
    'optimizer: adm',
    'batchSize: few',
  );
  const [first, ...others] = await explain(text);
  expect(first).toBe(`2:55 ${tooMany(1001, 1000)}`);
  expect(others.map((line) => line.split(' ')[0])).toEqual(['4:12', '6:12']);
});

test('each value of an axis has its place', async () => {
  const text = specWith('grid: { dataset.trainSize: [1000, 55001, 60001] }');
  expect(await explain(text)).toEqual([
    expect.stringMatching(/^6:29 mnist was not found/),
    `6:35 ${tooMany(55_001, 55_000)}`,
    `6:42 ${tooMany(60_001, 55_000)}`,
  ]);
});

test('in a list it is told of what would be taken, and no other data stand in for it', async () => {
  const text = specWith('dataset: [fashion-mnist, { name: mnist, trainSize: 70000 }, moons]');
  expect(await explain(text)).toEqual([`2:52 ${tooMany(70_000, 55_000)}`]);
  expect(await explain(specWith('dataset: [moons, { name: mnist, trainSize: 70000 }]'))).toEqual(
    [],
  );
});

describeWithRealMnist('with the real MNIST', () => {
  test('a subset of classes has fewer', async () => {
    const text = specWith('dataset: { name: mnist, classes: [3, 9], trainSize: 12000 }');
    expect(await explain(text, [realDataFolder ?? ''])).toEqual([
      `2:53 ${tooMany(12_000, 11_092)}`,
    ]);
  });
});
