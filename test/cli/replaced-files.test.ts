import type childProcess from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compareExperiment } from '../../src/cli/commands/answers/compare-command';
import { diffRuns } from '../../src/cli/commands/answers/diff-command';
import { inspectRun } from '../../src/cli/commands/answers/inspect-command';
import { reportExperiment } from '../../src/cli/commands/answers/report-command';
import { showStatus } from '../../src/cli/commands/answers/status-command';
import { findRunToVerify } from '../../src/cli/commands/answers/verify-command';
import { runExperiments } from '../../src/cli/experiments/run-experiments';
import { printError } from '../../src/cli/output/print';
import { startInProcessWorker } from '../launch/in-process-worker';
import { writeSpec } from '../launch/start-ablate';
import { useScratchFolder } from '../scratch-folder';
import { captureOutput } from './capture-output';
import { plainPlanning } from './plain-options';

jest.mock('node:child_process', () => ({
  ...jest.requireActual<typeof childProcess>('node:child_process'),
  fork: () => startInProcessWorker(),
}));

const scratch = useScratchFolder();

const specText = `
name: tiny
dataset: { name: moons, size: 20, testSize: 20 }
model: { type: mlp, hidden: [3] }
optimizer: { type: adam, learningRate: 0.01 }
engine: reference
steps: 4
batchSize: 10
logEvery: 1
evaluateEvery: 2
checkpointEvery: 2
summaries: []
seeds: 2
metric: { name: test/accuracy }
`;

/** Where the results that every test begins with stand. */
let whole = '';

beforeAll(async () => {
  whole = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-test-'));
  writeSpec(whole, specText);
  expect((await run(whole)).exitCode).toBe(0);
});

afterAll(() => fs.rmSync(whole, { recursive: true, force: true }));

/** What a command printed and returned, its errors as the command line says them. */
function answer(command: () => number | Promise<number>) {
  return captureOutput(async () => {
    try {
      return await command();
    } catch (error) {
      printError(error);
      return 1;
    }
  });
}

const run = (folder: string) =>
  answer(() =>
    runExperiments({
      ...plainPlanning,
      spec: [path.join(folder, 'spec.yaml')],
      resultsDir: path.join(folder, 'results'),
      isolate: true,
      jobs: 1,
      quiet: false,
      retries: 0,
      failFast: false,
      giveUpAfter: 5,
      timeout: undefined,
      rerun: undefined,
      fresh: false,
      replace: false,
      checkClaims: false,
      format: 'table',
    }),
  );

/** Every command that reads results, by name. */
function listQuestions(resultsDir: string): Record<string, () => number | Promise<number>> {
  const experiment = 'tiny';
  const format = 'table';
  return {
    status: () => showStatus({ ...plainPlanning, experiment: [experiment], resultsDir, format }),
    compare: () =>
      compareExperiment({
        experiment,
        resultsDir,
        metric: undefined,
        by: undefined,
        filter: undefined,
        columns: undefined,
        format,
        checkClaims: false,
      }),
    report: () => reportExperiment({ experiment, resultsDir, output: undefined, format }),
    inspect: () => inspectRun({ run: 'tiny/base-s0', resultsDir, tag: undefined, format }),
    diff: () => diffRuns({ run: 'tiny/base-s0', other: 'tiny/base-s1', resultsDir, format }),
    verify: () => {
      findRunToVerify('tiny/base-s0', resultsDir);
      return 0;
    },
  };
}

const mark = Buffer.from('\0\u001b[2Jnothing that Ablate has written\n\xff', 'latin1');

/** Ways to stand where a file or folder was; what must not be lost is `mark`. */
const replacements: Readonly<Record<string, (place: string) => void>> = {
  'a folder': (place) => {
    fs.mkdirSync(place);
    fs.writeFileSync(path.join(place, 'notes.txt'), mark);
  },
  'an empty file': (place) => fs.writeFileSync(place, ''),
  'one byte': (place) => fs.writeFileSync(place, '{'),
  garbage: (place) => fs.writeFileSync(place, mark),
  'a link to itself': (place) => fs.symlinkSync(path.basename(place), place),
};

/** Everything that results are made of, as patterns of paths in the folder of an experiment. */
const places = [
  'plan.json',
  'runs.csv',
  'report.html',
  'base-s0',
  ...[
    'run.json',
    'status.json',
    'metrics.csv',
    'events.out.*.[0-9].v2',
    'events.out.*.result.v2',
    'events.out.*.experiment.v2',
    'findings.json',
    'findings',
    'checkpoints',
    'checkpoints/checkpoint-*',
    'model',
    'model/weights.bin',
    'run.log',
  ].map((name) => `base-s0/${name}`),
];

/** The paths that a pattern stands for; the pattern itself where there is nothing yet. */
function expand(folder: string, pattern: string): string[] {
  const sought = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`);
  const paths = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const found = paths.filter((name) => sought.test(name));
  return found.length > 0 ? found : [pattern];
}

/** Every file below a folder that can be read. */
function listFiles(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** What can be made again from the rest, and is. */
const derived = ['runs.csv', 'report.html'];

/** What the runs say that they have measured. */
function resultsOf(folder: string): unknown[] {
  return ['base-s0', 'base-s1'].map((run) => {
    const file = path.join(folder, 'results', 'tiny', run, 'status.json');
    const { state, step, metrics } = JSON.parse(fs.readFileSync(file, 'utf8'));
    return { state, step, metrics };
  });
}

function isKept(folder: string): boolean {
  return listFiles(folder).some((file) => fs.readFileSync(file).equals(mark));
}

const noStackTrace = expect.not.stringMatching(
  /bug|^ +at |TypeError|\b(E[A-Z]{3,}|ERR_[A-Z_]+)\b/m,
);

describe.each(Object.entries(replacements))('%s where results stood', (_, replace) => {
  test.each(places)(
    '%s is answered in words, and lost by no command',
    async (pattern) => {
      fs.cpSync(whole, scratch(), { recursive: true });
      const results = path.join(scratch(), 'results');
      const experiment = path.join(results, 'tiny');
      for (const place of expand(experiment, pattern)) {
        fs.rmSync(path.join(experiment, place), { recursive: true, force: true });
        replace(path.join(experiment, place));
      }
      const isMarked = isKept(results);
      const others = listFiles(experiment)
        .filter((file) => !derived.includes(path.basename(file)) && !file.endsWith('.result.v2'))
        .map((file) => fs.readFileSync(file, 'latin1'));
      for (const [name, question] of Object.entries(listQuestions(results))) {
        const { stdout, stderr } = await answer(question);
        expect({ name, stdout, stderr }).toEqual({
          name,
          stdout: noStackTrace,
          stderr: noStackTrace,
        });
      }
      const { exitCode, stdout, stderr } = await run(scratch());
      expect({ stdout, stderr }).toEqual({ stdout: noStackTrace, stderr: noStackTrace });
      if (!derived.includes(pattern)) expect(isKept(results)).toBe(isMarked);
      if (exitCode === 0) {
        expect(resultsOf(scratch())).toEqual(resultsOf(whole));
      } else {
        expect(stderr).toContain(path.join(experiment, pattern));
        const kept = listFiles(results).map((file) => fs.readFileSync(file, 'latin1'));
        // A log grows.
        const isLost = (content: string) => !kept.some((text) => text.startsWith(content));
        expect(others.filter(isLost)).toEqual([]);
      }
    },
    20_000,
  );
});
