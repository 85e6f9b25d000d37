import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { RunConfig } from '../../../src/plan/run-config';
import { encodeCheckpoint } from '../../../src/records/checkpoints/checkpoint';
import {
  listCheckpoints,
  writeCheckpoint,
} from '../../../src/records/checkpoints/checkpoint-folder';
import { MetricsWriter } from '../../../src/records/metrics/metrics-csv';
import { RunDirectory } from '../../../src/records/run-directory';
import { writeRunFile } from '../../../src/records/run-file';
import { type RunStatus, writeStatus } from '../../../src/records/status';
import { metricColumns } from '../../../src/spec/metric-names';
import type { RunEnvironment } from '../../../src/training/environment';
import { findResume } from '../../../src/training/resume/find-resume';
import { planSample } from '../../analysis/sample-results';
import { useScratchFolder } from '../../scratch-folder';

const scratch = useScratchFolder();

const intervals = ['steps: 40', 'logEvery: 2', 'evaluateEvery: 10', 'checkpointEvery: 10'];

function planOne(...lines: readonly string[]): RunConfig {
  const [config] = planSample(...intervals, 'evaluate: [test]', ...lines).runs;
  if (config === undefined) throw new Error('There is no run');
  return config;
}

const config = planOne();
/** The same with early stopping, which goes on from what it had seen. */
const stopping = planOne('earlyStopping: { metric: test/loss, patience: 3 }');

const environment: RunEnvironment = {
  ablateVersion: '1',
  nodeVersion: '20',
  platform: 'linux-x64',
  cpuModel: 'a processor',
  cores: 2,
  threads: 1,
  git: null,
  tensorflowVersion: '2',
  tfjsVersion: '4',
  engine: 'compiled',
  dataset: { name: 'moons', checksum: '' },
};

interface Sample {
  readonly run?: RunConfig;
  readonly positionAt?: (step: number) => unknown;
  /** Whether checkpoints don't say how metrics stood, as those of earlier versions. */
  readonly isEarlier?: boolean;
}

/** The folder of a run that was killed behind step 28, with checkpoints at 10 and 20. */
function killedRun({ run = config, positionAt, isEarlier = false }: Sample = {}): RunDirectory {
  const directory = new RunDirectory(path.join(scratch(), 'results', 'a', 'a-s0'));
  directory.prepare();
  const metrics = MetricsWriter.create(directory.metricsFile, metricColumns(config.settings.loss));
  for (let step = 2; step <= 28; step += 2) {
    const common = { epoch: step / 10, learningRate: 0.1, 'train/loss': 1 / step };
    const measured: Record<string, number> =
      step % 10 === 0 ? { 'test/loss': 2 / step, 'test/accuracy': 0.5 } : {};
    metrics.append({ step, values: { ...common, 'train/accuracy': 0.5, ...measured } });
    if (step % 10 !== 0) continue;
    writeCheckpoint(directory.checkpoints, {
      step,
      configHash: run.configHash,
      metrics: isEarlier ? undefined : metrics.mark,
      position: positionAt?.(step) ?? null,
      tensors: { weights: { shape: [1], values: Float32Array.of(step) } },
    });
  }
  metrics.close();
  writeRunFile(directory.runFile, run, environment);
  writeStatus(directory.statusFile, statusOf(run));
  return directory;
}

const statusOf = ({ configHash }: RunConfig): RunStatus => ({
  state: 'running',
  step: 0,
  configHash,
});

test('goes on behind the newest checkpoint, with all that it holds', () => {
  const resume = findResume(config, killedRun(), environment);
  expect(resume).toMatchObject({ step: 20, warnings: [], aside: [], asideInPart: [] });
  expect(resume.state?.['weights']?.values).toEqual(Float32Array.of(20));
});

describe('where early stopping has to go on', () => {
  const seen = (bestStep: number) => ({ bestStep, bestValue: 0.5, evaluationsSince: 1 });

  function saveBest({ bestFile }: RunDirectory, step = 10): void {
    const best = { step, configHash: stopping.configHash, position: null, tensors: {} };
    fs.writeFileSync(bestFile, Buffer.concat(encodeCheckpoint(best)));
  }

  const stoppedAt = (positionAt?: Sample['positionAt']): RunDirectory =>
    killedRun({ run: stopping, ...(positionAt && { positionAt }) });

  test('it does so from what it had seen', () => {
    const directory = stoppedAt(() => seen(10));
    saveBest(directory);
    const { step, position, warnings } = findResume(stopping, directory, environment);
    expect({ step, position, warnings }).toEqual({ step: 20, position: seen(10), warnings: [] });
  });

  test('best weights of behind the checkpoint serve: they will come again', () => {
    const directory = stoppedAt(() => seen(10));
    saveBest(directory, 24);
    expect(findResume(stopping, directory, environment)).toMatchObject({ step: 20, warnings: [] });
  });

  test('a position that is none is never taken for a beginning', () => {
    const directory = stoppedAt((step) => (step === 20 ? { bestStep: 'x' } : seen(0)));
    const resume = findResume(stopping, directory, environment);
    expect([resume.step, resume.position]).toEqual([10, seen(0)]);
    expect(resume.warnings).toEqual([
      expect.stringMatching(/00020\.ablate can't be used: it does not say what early stopping had/),
    ]);
    expect(findResume(stopping, stoppedAt(), environment)).toMatchObject({ step: 0 });
  });

  test('nor is a checkpoint used whose best weights are lost', () => {
    const directory = stoppedAt((step) => seen(step === 20 ? 20 : 0));
    expect(findResume(stopping, directory, environment)).toMatchObject({
      step: 10,
      warnings: [expect.stringMatching(/the best weights so far, .* are lost: it is/)],
    });
    saveBest(directory, 10);
    expect(findResume(stopping, directory, environment)).toMatchObject({
      step: 10,
      warnings: [expect.stringMatching(/are lost: they are of step 10, not of step 20/)],
    });
    fs.writeFileSync(directory.bestFile, 'garbage');
    expect(findResume(stopping, directory, environment).aside).toContain(directory.bestFile);
  });
});

test('takes the checkpoint before a damaged one, says so and keeps the damaged one aside', () => {
  const directory = killedRun();
  const [newest = ''] = listCheckpoints(directory.checkpoints);
  fs.truncateSync(newest, 30);
  const { step, warnings, aside } = findResume(config, directory, environment);
  expect(step).toBe(10);
  expect(warnings).toEqual([expect.stringContaining(`${newest} can't be used: it is cut off`)]);
  expect(aside).toEqual([newest]);
});

test('where nothing is there it begins anew, without a word', () => {
  const directory = new RunDirectory(path.join(scratch(), 'a-s0'));
  expect(findResume(config, directory, environment)).toMatchObject({ step: 0, warnings: [] });
});

test('what was killed before its first checkpoint begins anew, without a word', () => {
  const directory = killedRun();
  for (const file of listCheckpoints(directory.checkpoints)) fs.rmSync(file);
  fs.appendFileSync(directory.metricsFile, '30,0.');
  expect(findResume(config, directory, environment)).toMatchObject({
    step: 0,
    warnings: [],
    aside: [],
  });
});

test('records of other settings are never gone on from, and none of them is lost', () => {
  const directory = killedRun({ run: stopping });
  const resume = findResume(config, directory, environment);
  expect(resume).toMatchObject({ step: 0, aside: expect.arrayContaining(directory.listRecords()) });
});

test('goes on where the status is damaged or gone: checkpoints name their configuration', () => {
  const directory = killedRun();
  fs.writeFileSync(directory.statusFile, '{');
  expect(findResume(config, directory, environment)).toMatchObject({
    step: 20,
    aside: [directory.statusFile],
  });
  fs.rmSync(directory.statusFile);
  expect(findResume(config, directory, environment)).toMatchObject({ step: 20, warnings: [] });
});

test('warns where the numbers may not be those of an undisturbed run', () => {
  const changed = { ...environment, threads: 2, nodeVersion: '22', tensorflowVersion: '3' };
  expect(findResume(config, killedRun(), changed).warnings).toEqual([
    'TensorFlow threads changed from 1 to 2: the last digits of results may differ',
    'TensorFlow changed from 2 to 3: the last digits of results may differ',
  ]);
});

describe('metrics that are not what the run wrote', () => {
  /** Changes the lines of a metrics file; the first is its header. */
  type Damage = (lines: string[]) => string[];
  const lineOf = (lines: string[], step: number): number =>
    lines.findIndex((line) => line.startsWith(`${step},`));
  const edit =
    (step: number, change: (line: string) => string[]): Damage =>
    (lines) =>
      lines.flatMap((line, index) => (index === lineOf(lines, step) ? change(line) : [line]));

  const damages: [string, Damage, number, RegExp][] = [
    ['a row is missing', edit(14, () => []), 10, /metrics\.csv (has other rows|lacks the row)/],
    ['a row is doubled', edit(14, (line) => [line, line]), 10, /metrics\.csv has step 14 twice/],
    [
      'rows are swapped',
      edit(14, (line) => [`16${line.slice(2)}`, line]),
      10,
      /has step 14 behind/,
    ],
    [
      'a row is cut',
      edit(14, (line) => [line.slice(0, 9)]),
      10,
      /metrics\.csv has \d cells in line/,
    ],
    ['a row is no numbers', edit(14, (line) => [line.replace(/,[^,]+,/, ',x,')]), 10, /has "x" in/],
    [
      'an early row is missing',
      edit(4, () => []),
      0,
      /metrics\.csv (has other rows|lacks the row)/,
    ],
    [
      'the header is another',
      (lines) => ['step,a', ...lines.slice(1)],
      0,
      /the columns of this run|cells in line 2/,
    ],
    ['all rows are gone', ([header = '']) => [header, ''], 0, /(has other rows|lacks the row) /],
    ['it is empty', () => [], 0, /metrics\.csv is empty/],
  ];

  describe.each([
    ['', false],
    [', which an earlier version wrote', true],
  ])('of a run%s', (_, isEarlier) => {
    test.each(damages)('%s: it goes on where they are whole', (_what, damage, step, reason) => {
      const directory = killedRun({ isEarlier });
      const lines = fs.readFileSync(directory.metricsFile, 'utf8').split('\n');
      fs.writeFileSync(directory.metricsFile, damage(lines).join('\n'));
      const resume = findResume(config, directory, environment);
      expect(resume.step).toBe(step);
      expect(resume.warnings[0]).toMatch(reason);
      expect(resume.warnings[0]).toContain('00000020.ablate');
      expect([...resume.aside, ...resume.asideInPart]).toContain(directory.metricsFile);
    });

    test('they are gone: it begins anew', () => {
      const directory = killedRun({ isEarlier });
      fs.rmSync(directory.metricsFile);
      const resume = findResume(config, directory, environment);
      expect(resume.step).toBe(0);
      expect(resume.warnings[0]).toMatch(/metrics\.csv is gone/);
      expect(resume.warnings.at(-1)).toBe('the run begins anew');
      expect(resume.aside).toContain(directory.checkpoints);
    });

    test('a torn or later row says nothing against them', () => {
      const directory = killedRun({ isEarlier });
      const text = fs.readFileSync(directory.metricsFile, 'utf8');
      fs.writeFileSync(directory.metricsFile, text.slice(0, -3));
      expect(findResume(config, directory, environment)).toMatchObject({ step: 20, warnings: [] });
    });
  });

  test('whatever is done to the file, what is kept of it are the bytes that were written', () => {
    const directory = killedRun();
    const whole = fs.readFileSync(directory.metricsFile);
    const change = fc.record({
      at: fc.nat(whole.length),
      removed: fc.nat(40),
      inserted: fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom('\n', '0', '14,1\n')),
    });
    fc.assert(
      fc.property(change, ({ at, removed, inserted }) => {
        const parts = [whole.subarray(0, at), Buffer.from(inserted), whole.subarray(at + removed)];
        const changed = Buffer.concat(parts);
        fs.writeFileSync(directory.metricsFile, changed);
        const { step, metrics, warnings } = findResume(config, directory, environment);
        const kept = changed.subarray(0, metrics?.bytes ?? 0);
        expect(kept.equals(whole.subarray(0, kept.length))).toBe(true);
        if (step < 20) expect(warnings.join('\n')).toContain('metrics.csv');
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  test('an end that they contradict is not believed, and of two whole records the older yields', () => {
    const directory = killedRun();
    const { configHash } = config;
    const metrics = { 'test/accuracy': 0.999 };
    const end: RunStatus = { state: 'completed', step: 40, metrics, pathologies: [], configHash };
    writeStatus(directory.statusFile, end);
    expect(findResume(config, directory, environment)).toMatchObject({
      step: 20,
      warnings: [expect.stringMatching(/status\.json can't be used: metrics\.csv has no row of/)],
      aside: [directory.statusFile],
    });
    const earlier = killedRun({ isEarlier: true });
    writeStatus(earlier.statusFile, end);
    expect(findResume(config, earlier, environment).step).toBe(0);
  });
});
