import fs from 'node:fs';
import path from 'node:path';
import type { RunConfig } from '../../src/plan/run-config';
import { encodeCheckpoint } from '../../src/records/checkpoint';
import { listCheckpoints, writeCheckpoint } from '../../src/records/checkpoint-folder';
import { RunDirectory } from '../../src/records/run-directory';
import { type RunStatus, writeStatus } from '../../src/records/status';
import type { RunEnvironment } from '../../src/training/environment';
import { findResume } from '../../src/training/find-resume';
import { useScratchFolder } from '../scratch-folder';

const scratch = useScratchFolder();

/** What looking for a checkpoint needs of a configuration. */
const config = { configHash: 'ours', settings: {} } as RunConfig;

/** The same with early stopping, which goes on from what it had seen. */
const stopping = {
  ...config,
  settings: { earlyStopping: { metric: 'test/loss', patience: 3, minDelta: 0 } },
} as RunConfig;

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

const status: RunStatus = {
  state: 'interrupted',
  step: 20,
  configHash: 'ours',
  updatedAt: '',
  durationMs: 1,
};

/** The folder of a run that was interrupted behind step 20, with checkpoints at 10 and 20. */
function interruptedRun(positionAt: (step: number) => unknown = () => null): RunDirectory {
  const directory = new RunDirectory(path.join(scratch(), 'a-s0'));
  directory.prepare();
  for (const step of [10, 20]) {
    writeCheckpoint(directory.checkpoints, {
      step,
      configHash: 'ours',
      position: positionAt(step),
      tensors: { weights: { shape: [1], values: Float32Array.of(step) } },
    });
  }
  fs.writeFileSync(directory.metricsFile, 'step\n');
  fs.writeFileSync(directory.runFile, JSON.stringify({ config, environment }));
  writeStatus(directory.statusFile, status);
  return directory;
}

test('goes on behind the newest checkpoint, with all that it holds', () => {
  const resume = findResume(config, interruptedRun(), environment);
  expect(resume).toMatchObject({ step: 20, warnings: [] });
  expect(resume.state?.['weights']?.values).toEqual(Float32Array.of(20));
});

describe('where early stopping has to go on', () => {
  const seen = (bestStep: number) => ({ bestStep, bestValue: 0.5, evaluationsSince: 1 });

  function saveBest({ bestFile }: RunDirectory): void {
    const best = { step: 10, configHash: 'ours', position: null, tensors: {} };
    fs.writeFileSync(bestFile, Buffer.concat(encodeCheckpoint(best)));
  }

  test('it does so from what it had seen', () => {
    const directory = interruptedRun(() => seen(10));
    saveBest(directory);
    const { step, position, warnings } = findResume(stopping, directory, environment);
    expect({ step, position, warnings }).toEqual({ step: 20, position: seen(10), warnings: [] });
  });

  test('a position that is none is never taken for a beginning', () => {
    const directory = interruptedRun((step) => (step === 20 ? { bestStep: 'x' } : seen(0)));
    const resume = findResume(stopping, directory, environment);
    expect([resume.step, resume.position]).toEqual([10, seen(0)]);
    expect(resume.warnings).toEqual([
      expect.stringMatching(/00020\.ablate can't be used: it does not say what early stopping had/),
    ]);
    expect(findResume(stopping, interruptedRun(), environment)).toMatchObject({ step: 0 });
  });

  test('nor is a checkpoint used whose best weights are lost', () => {
    const directory = interruptedRun((step) => seen(step === 20 ? 10 : 0));
    const { step, warnings } = findResume(stopping, directory, environment);
    expect(step).toBe(10);
    expect(warnings).toEqual([
      expect.stringMatching(/the best weights so far, .* are lost: it is/),
    ]);
  });
});

test('takes the checkpoint before a damaged one, and says so', () => {
  const directory = interruptedRun();
  const [newest = ''] = listCheckpoints(directory.checkpoints);
  fs.truncateSync(newest, 30);
  const { step, warnings } = findResume(config, directory, environment);
  expect(step).toBe(10);
  expect(warnings).toEqual([expect.stringContaining(`${newest} can't be used: it is cut off`)]);
});

test.each([
  ['a result of its own', { ...status, state: 'diverged', reason: 'NaN', metrics: {} }],
  ['other settings', { ...status, configHash: 'theirs' }],
])('begins anew where there is %s', (_what, other) => {
  const directory = interruptedRun();
  fs.writeFileSync(directory.statusFile, JSON.stringify({ pathologies: [], ...other }));
  expect(findResume(config, directory, environment)).toEqual({ step: 0, warnings: [] });
});

test('begins anew where the metrics are gone, and says so', () => {
  const directory = interruptedRun();
  fs.rmSync(directory.metricsFile);
  expect(findResume(config, directory, environment)).toEqual({
    step: 0,
    warnings: [expect.stringContaining('metrics.csv is gone, so the run begins anew')],
  });
});

test('goes on where the status is damaged or gone: checkpoints name their configuration', () => {
  const directory = interruptedRun();
  fs.writeFileSync(directory.statusFile, '{');
  expect(findResume(config, directory, environment).step).toBe(20);
  fs.rmSync(directory.statusFile);
  expect(findResume(config, directory, environment).step).toBe(20);
});

test('warns where the numbers may not be those of an undisturbed run', () => {
  const changed = { ...environment, threads: 2, nodeVersion: '22', tensorflowVersion: '3' };
  expect(findResume(config, interruptedRun(), changed).warnings).toEqual([
    'TensorFlow threads changed from 1 to 2: the last digits of results may differ',
    'TensorFlow changed from 2 to 3: the last digits of results may differ',
  ]);
});
