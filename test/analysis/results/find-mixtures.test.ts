import fs from 'node:fs';
import { buildReport } from '../../../src/analysis/report/build-report';
import { findMixtures } from '../../../src/analysis/results/find-mixtures';
import { readMixtures } from '../../../src/analysis/results/read-mixtures';
import { readResults } from '../../../src/analysis/results/read-results';
import type { RunConfig } from '../../../src/plan/run-config';
import { useScratchFolder } from '../../scratch-folder';
import { planSample, writeResults } from '../sample-results';

const scratch = useScratchFolder();

const plan = planSample('grid: { optimizer: [adam, sgd] }', 'seeds: 6');

type EnvironmentOf = (run: RunConfig, index: number) => Record<string, unknown>;

const mixturesOf = (environmentOf: EnvironmentOf, runs: readonly RunConfig[] = plan.runs) =>
  findMixtures(
    runs.map((config, index) => ({ config, environment: environmentOf(config, index) })),
  );

const sentencesOf = (environmentOf: EnvironmentOf) =>
  mixturesOf(environmentOf).map(({ sentence }) => sentence);

const same = {
  cpuModel: 'AMD EPYC 7763',
  threads: 2,
  tensorflowVersion: '2.9.1',
  tfjsVersion: '4.22.0',
  ablateVersion: '0.1.0',
  engine: 'compiled',
  // What changes no number may be another.
  nodeVersion: '20.0.0',
  cores: 8,
};

test('nothing is said where all agree, nor of what is not known', () => {
  expect(mixturesOf(() => same)).toEqual([]);
  expect(mixturesOf((_, index) => ({ ...same, nodeVersion: `20.${index}`, cores: index }))).toEqual(
    [],
  );
  expect(mixturesOf((_, index) => (index < 6 ? same : {}))).toEqual([]);
  expect(mixturesOf((_, index) => ({ cpuModel: index < 6 ? 'unknown' : 'Intel Xeon' }))).toEqual(
    [],
  );
  expect(mixturesOf(() => ({ cpuModel: null, threads: [1], engine: 'another' }))).toEqual([]);
  expect(mixturesOf(() => same, [])).toEqual([]);
});

test('kinds of CPU are named, with the runs of each', () => {
  const environmentOf: EnvironmentOf = (_, index) => ({
    ...same,
    cpuModel: index < 4 ? 'Intel Xeon 8481C' : 'AMD EPYC 7763',
  });
  expect(mixturesOf(environmentOf)).toEqual([
    {
      subject: 'cpu',
      kinds: [
        { value: 'AMD EPYC 7763', runs: 8 },
        { value: 'Intel Xeon 8481C', runs: 4 },
      ],
      sentence:
        'The runs come from 2 kinds of CPU: 8 from AMD EPYC 7763, 4 from Intel Xeon 8481C: last digits may differ between them.',
    },
  ]);
});

test('versions, threads and precision are told apart', () => {
  const other = {
    tensorflowVersion: '2.10.0',
    tfjsVersion: '4.23.0',
    ablateVersion: '0.2.0',
    threads: 4,
    engine: 'reference',
  };
  const last = 'last digits may differ between them.';
  expect(sentencesOf((_, index) => (index % 3 === 0 ? { ...same, ...other } : same))).toEqual([
    `The runs come from 2 thread counts: 8 with 2, 4 with 4: ${last}`,
    `The runs come from 2 versions of TensorFlow: 8 from 2.9.1, 4 from 2.10.0: ${last}`,
    `The runs come from 2 versions of TensorFlow.js: 8 from 4.22.0, 4 from 4.23.0: ${last}`,
    `The runs come from 2 versions of Ablate: 8 from 0.1.0, 4 from 0.2.0: ${last}`,
    'The runs come from 2 precisions: 8 in float32, 4 in float64: they round differently.',
  ]);
  // Two engines of one precision.
  expect(sentencesOf((_, index) => ({ engine: index < 6 ? 'eager' : 'compiled' }))).toEqual([]);
});

test('a setting is a precision, too', () => {
  const { runs } = planSample('grid: { precision: [float32, bfloat16] }', 'seeds: 2');
  expect(mixturesOf(() => same, runs)).toMatchObject([
    {
      subject: 'precision',
      kinds: [
        { value: 'bfloat16', runs: 2 },
        { value: 'float32', runs: 2 },
      ],
    },
  ]);
});

test('many kinds are counted', () => {
  expect(sentencesOf((_, index) => ({ cpuModel: `kind ${Math.min(index, 6)}` }))).toEqual([
    'The runs come from 7 kinds of CPU: 6 from kind 6, 1 from kind 0, 1 from kind 1, 1 from kind 2, 3 from others: last digits may differ between them.',
  ]);
});

test('threads that follow from the network are no mixture, those of one network are', () => {
  const sizes = planSample('grid: { model.hidden: [[4], [4000]] }', 'seeds: 2').runs;
  const isLarge = ({ trial }: RunConfig) => trial.includes('4000');
  expect(mixturesOf((run) => ({ threads: isLarge(run) ? 2 : 1 }), sizes)).toEqual([]);
  expect(mixturesOf(({ seed }) => ({ threads: seed + 1 }), sizes)).toMatchObject([
    { subject: 'threads' },
  ]);
});

test('runs count that have a result, also by files without the fields', async () => {
  const directory = writeResults(scratch(), plan, ({ seed, trial }) =>
    trial === 'sgd' && seed === 5 ? { state: 'interrupted' } : 0.8 + seed / 100,
  );
  const model = ({ seed }: RunConfig): string => (seed === 5 ? 'B' : 'A <1>');
  for (const config of plan.runs) {
    // The first is of a version that recorded less; the second is damaged.
    const file = directory.run(config.runId).runFile;
    if (config.runId === 'adam-s0') continue;
    const environment = { cpuModel: model(config) };
    const content = JSON.stringify({ config, environment });
    fs.writeFileSync(file, config.runId === 'adam-s1' ? content.slice(0, 99) : content);
  }
  const results = readResults(directory);
  expect(readMixtures(results)).toMatchObject([
    {
      subject: 'cpu',
      kinds: [
        { value: 'A <1>', runs: 8 },
        { value: 'B', runs: 1 },
      ],
    },
  ]);
  expect(await buildReport(results)).toContain(
    '<li>The runs come from 2 kinds of CPU: 8 from A &lt;1&gt;, 1 from B: last digits',
  );
  fs.rmSync(directory.run('adam-s5').runFile);
  expect(readMixtures(readResults(directory))).toEqual([]);
});
