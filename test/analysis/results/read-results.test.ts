import fs from 'node:fs';
import { describeOutlook } from '../../../src/analysis/comparison/describe-outlook';
import {
  findExperiment,
  findRun,
  listExperiments,
} from '../../../src/analysis/results/find-results';
import { listStrays, readCurve, readResults } from '../../../src/analysis/results/read-results';
import { readRun } from '../../../src/analysis/results/read-run';
import { formatRuns, writeRunsFile } from '../../../src/analysis/results/write-runs-file';
import { claimLease } from '../../../src/leases/lease';
import type { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { type RunStatus, writeStatus } from '../../../src/records/status';
import { UserError } from '../../../src/util/user-error';
import { useScratchFolder } from '../../scratch-folder';
import { planSample, writeResults } from '../sample-results';

const scratch = useScratchFolder();
const plan = planSample(
  'grid: { optimizer: [adam, { type: sgd, learningRate: 0.1 }] }',
  'seeds: 2',
);

const write = (): ExperimentDirectory =>
  writeResults(scratch(), plan, ({ trial, seed }) =>
    trial === 'adam' ? 0.9 + seed / 100 : undefined,
  );

describe('results', () => {
  test('are read as they were written', () => {
    const results = readResults(write());
    expect(results.plan).toEqual(plan);
    expect(results.runs.map(({ config, status }) => `${config.runId} ${status.state}`)).toEqual([
      'adam-s0 completed',
      'adam-s1 completed',
      'sgd-lr0.1-s0 diverged',
      'sgd-lr0.1-s1 diverged',
    ]);
    const [first] = results.runs;
    expect(first?.metrics?.['test/accuracy']).toBe(0.9);
    expect(first === undefined ? [] : readCurve(first)).toEqual([
      { step: 5, values: { 'train/loss': 0.2, 'test/accuracy': 0.45 } },
      {
        step: 10,
        values: { 'train/loss': 0.1, 'test/accuracy': 0.9, 'test/loss': 1 - 0.9 },
      },
    ]);
  });

  test('of other settings under the same name do not count', () => {
    const directory = write();
    const { runs } = planSample('steps: 11', 'grid: { optimizer: [adam] }');
    const status = { ...endOf(directory, 'adam-s0'), configHash: runs[0]?.configHash ?? '' };
    const run = directory.run('adam-s0');
    writeStatus(run.statusFile, status);
    fs.writeFileSync(run.runFile, JSON.stringify({ config: runs[0], environment: {} }));
    expect(readResults(directory).runs[0]).toMatchObject({
      status: { state: 'outdated' },
      metrics: undefined,
    });
  });

  test('of runs that the plan lacks are told apart', () => {
    const directory = write();
    fs.renameSync(directory.run('adam-s1').path, directory.run('old-s1').path);
    const results = readResults(directory);
    expect(listStrays(results.plan, directory)).toEqual(['old-s1']);
    expect(results.runs[1]?.status.state).toBe('absent');
  });

  test.each([
    ['{', 'it is not JSON'],
    ['{}', '`experiment`: Invalid input: expected string, received undefined'],
  ])('with a damaged plan (%s) are refused', (text, reason) => {
    const directory = write();
    fs.writeFileSync(directory.planFile, text);
    expect(() => readResults(directory)).toThrow(`${directory.planFile} can't be used: ${reason}`);
  });

  test('with settings that were changed by hand are refused', () => {
    const directory = write();
    const text = fs.readFileSync(directory.planFile, 'utf8');
    fs.writeFileSync(directory.planFile, text.replaceAll('"batchSize":50', '"batchSize":51'));
    expect(() => readResults(directory)).toThrow('the settings of adam-s0 were changed by hand');
  });
});

function endOf(directory: ExperimentDirectory, run: string): RunStatus {
  const { status } = readRun(directory.run(run));
  if (!('configHash' in status)) throw new Error('No status');
  return status;
}

describe('experiments and runs', () => {
  test('are found by name, by folder and by spec', () => {
    const directory = write();
    const spec = `${scratch()}/my.yaml`;
    fs.writeFileSync(spec, 'name: a\n');
    expect(listExperiments(scratch())).toEqual(['a']);
    for (const name of ['a', directory.path, spec]) {
      expect(findExperiment(name, scratch()).path).toBe(directory.path);
    }
    const run = directory.run('adam-s0').path;
    expect(findRun('a/adam-s0', scratch()).path).toBe(run);
    expect(findRun(run, 'elsewhere').path).toBe(run);
  });

  test('that are not there are answered with the nearest name', () => {
    write();
    expect(hintOf(() => findExperiment('b', scratch()))).toBe('Did you mean a?');
    expect(hintOf(() => findRun('a/adam-s9', scratch()))).toBe('Did you mean a/adam-s0?');
    expect(hintOf(() => findRun('adam-s0', scratch()))).toMatch(/^Name a run as experiment\/run/);
    expect(() => findExperiment('none.yaml', scratch())).toThrow(UserError);
  });
});

function hintOf(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error.hint;
  }
  return undefined;
}

describe('the outlook of a run', () => {
  const outlookAfter = (change: (status: RunStatus) => RunStatus) => {
    const directory = write();
    const { statusFile } = directory.run('adam-s0');
    writeStatus(statusFile, change(endOf(directory, 'adam-s0')));
    const [run] = readResults(directory).runs;
    if (run === undefined) throw new Error('No run');
    return describeOutlook(run);
  };
  const running = ({ configHash, updatedAt, durationMs }: RunStatus): RunStatus => ({
    state: 'running',
    step: 0,
    configHash,
    updatedAt,
    durationMs,
  });

  test('that nobody executes any more: it was killed', () => {
    expect(outlookAfter(running)).toMatchObject({ state: 'killed', step: 10, next: 'starts anew' });
  });

  test('that a process executes: it is running', () => {
    const directory = write();
    const run = directory.run('adam-s0');
    writeStatus(run.statusFile, running(endOf(directory, 'adam-s0')));
    const attempt = claimLease(run.leaseFile);
    const [read] = readResults(directory).runs;
    expect(read === undefined ? undefined : describeOutlook(read)).toMatchObject({
      state: 'running',
      next: undefined,
      reason: expect.stringContaining(`process ${process.pid}`),
    });
    if (attempt.ok) attempt.lease.release();
  });

  test.each([
    ['waits to be compared', 'is compared, and goes on if it is among the best'],
    ['not among the best at step 5', undefined],
  ])('that stopped at a rung because it %s', (reason, next) => {
    const stopped = outlookAfter(({ configHash, updatedAt, durationMs }) => ({
      state: 'stopped',
      step: 5,
      reason,
      metrics: {},
      configHash,
      updatedAt,
      durationMs,
    }));
    expect(stopped).toEqual({ state: 'stopped', step: 5, reason, next });
  });

  test('that failed says why', () => {
    const failed = outlookAfter(({ configHash, updatedAt, durationMs }) => ({
      state: 'failed',
      error: 'its process was killed by SIGKILL',
      configHash,
      updatedAt,
      durationMs,
    }));
    expect(failed).toMatchObject({ state: 'failed', reason: 'its process was killed by SIGKILL' });
  });
});

test('runs.csv has a row per run, with its axes and its metrics', () => {
  const directory = write();
  const results = readResults(directory);
  writeRunsFile(directory, results);
  expect(fs.readFileSync(directory.runsFile, 'utf8')).toBe(formatRuns(results));
  expect(formatRuns(results).split('\n')).toEqual([
    'run,trial,seed,optimizer,state,step,test/accuracy,test/loss,score,scoredBy,durationMs',
    'adam-s0,adam,0,adam,completed,10,0.9,0.09999999999999998,0.9,measured,1500',
    'adam-s1,adam,1,adam,completed,10,0.91,0.08999999999999997,0.91,measured,1500',
    'sgd-lr0.1-s0,sgd-lr0.1,0,"sgd, learningRate 0.1",diverged,10,,,0.5,guessing,1500',
    'sgd-lr0.1-s1,sgd-lr0.1,1,"sgd, learningRate 0.1",diverged,10,,,0.5,guessing,1500',
    '',
  ]);
});

test('runs.csv has what halving stopped, with the step where it was', () => {
  const directory = writeResults(scratch(), plan, ({ trial }) =>
    trial === 'adam' ? { state: 'waiting' } : { state: 'stopped', step: 6, accuracy: 0.75 },
  );
  const lines = formatRuns(readResults(directory)).split('\n');
  expect(lines[1]).toBe('adam-s0,adam,0,adam,waiting,,,,,,');
  expect(lines[3]).toBe(
    'sgd-lr0.1-s0,sgd-lr0.1,0,"sgd, learningRate 0.1",stopped,6,0.75,0.25,0.75,stopped,1500',
  );
});
