import fs from 'node:fs';
import path from 'node:path';
import { resumeStages } from '../../src/analysis/stages/resume-stages';
import { showStatus } from '../../src/cli/commands/answers/status-command';
import { showPlans } from '../../src/cli/commands/specs/plan-command';
import { describeReplacement, guardResults } from '../../src/cli/experiments/guard-results';
import { loadPlans } from '../../src/cli/load-plans';
import type { UsageError } from '../../src/cli/options/usage-error';
import { makeRoomForRun } from '../../src/launch/grid/archive';
import type { ExperimentPlan } from '../../src/plan/plan-experiment';
import type { ExperimentDirectory } from '../../src/records/experiment-directory';
import { planSample, writeResults } from '../analysis/sample-results';
import { writeSpec } from '../launch/start-ablate';
import { useScratchFolder } from '../scratch-folder';
import { captureOutput } from './capture-output';
import { captureComparison, plainPlanning } from './plain-options';

const scratch = useScratchFolder();

/** A spec file of two trials with two seeds. */
function writeTiny(steps: number, activations = '[relu, tanh]'): string {
  const lines = [
    'name: tiny',
    'dataset: { name: moons, size: 40 }',
    'model: { type: mlp, hidden: [3] }',
    'optimizer: { type: adam, learningRate: 0.01 }',
    `steps: ${steps}`,
    'batchSize: 10',
    'logEvery: 1',
    'evaluateEvery: 1',
    'checkpointEvery: 1',
    'seeds: 2',
    `grid: { model.activation: ${activations} }`,
  ];
  return writeSpec(scratch(), `${lines.join('\n')}\n`, 'tiny.yaml');
}

const results = (): string => path.join(scratch(), 'results');

const status = (...experiment: string[]) =>
  captureOutput(() =>
    showStatus({ ...plainPlanning, experiment, resultsDir: results(), format: 'table' }),
  );

const compare = (experiment: string) => captureComparison(experiment, results());

const plan = (spec: string) =>
  captureOutput(() =>
    showPlans({ ...plainPlanning, spec: [spec], resultsDir: results(), format: 'table' }),
  );

/** Results of the spec as it is, as if it had been run. */
async function pretendRun(spec: string): Promise<ExperimentDirectory> {
  const { plans } = await loadPlans({ ...plainPlanning, spec: [spec] });
  const [only] = plans;
  if (only === undefined) throw new Error('No plan');
  return writeResults(results(), only, () => 0.9);
}

describe('a spec that was edited behind its results', () => {
  it('is planned anew by status, which says what differs and what running would do', async () => {
    await pretendRun(writeTiny(800));
    expect((await status(writeTiny(800))).stdout).toBe(
      'tiny: 4 runs: 4 completed\n  Running it again: there is nothing left to do.\n',
    );
    const edited = await status(writeTiny(900));
    expect(edited.stdout).toContain('tiny: 4 runs: 4 outdated\n');
    expect(edited.stdout).toContain('4 runs have results of other settings: steps 800 -> 900\n');
    expect(edited.stdout).toContain('4 runs start, and put the old runs aside.\n');
    expect(edited.stdout).toContain(path.join(results(), '.replaced', 'tiny'));
    // The plan that was run is still what the name stands for.
    expect((await status('tiny')).stdout).toContain('there is nothing left to do');
  });

  it('is warned about by plan in the same words', async () => {
    await pretendRun(writeTiny(800));
    const { stdout } = await plan(writeTiny(900));
    expect(stdout).toMatch(/^tiny: 2 trials x 2 seeds = 4 runs\n/);
    expect(stdout).toContain('4 runs have results of other settings: steps 800 -> 900\n');
    expect(stdout).toContain('4 runs start, and put the old runs aside.\n');
  });

  it('brings results back whose settings were run before', async () => {
    const directory = await pretendRun(writeTiny(800));
    const spec = writeTiny(900);
    const { plans } = await loadPlans({ ...plainPlanning, spec: [spec] });
    for (const run of plans[0]?.runs ?? []) makeRoomForRun(directory, run);
    expect((await status(writeTiny(800))).stdout).toContain(
      'Running it: 4 runs get their earlier results back.',
    );
    expect((await plan(writeTiny(800))).stdout).toContain('4 runs get their earlier results back.');
  });

  it('names runs of trials that left it, and leaves them', async () => {
    await pretendRun(writeTiny(800));
    const { stdout } = await status(writeTiny(800, '[relu]'));
    expect(stdout).toContain('tiny: 2 runs: 2 completed\n');
    expect(stdout).toContain(
      '2 runs in the folder not in the plan, left as they are: tanh-s0, tanh-s1\n',
    );
  });

  it('is planned where nothing was run, without a word about results', async () => {
    const spec = writeTiny(800);
    expect(await status(spec)).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: 'tiny: 4 runs: 4 waiting\n  Running it: 4 runs start.\n',
    });
    expect((await plan(spec)).stdout).not.toContain('In ');
  });

  it('is told of where compare answers from the results, with the command that runs it', async () => {
    await pretendRun(writeTiny(800));
    expect((await compare(writeTiny(800))).stderr).toBe('');
    const spec = writeTiny(900, '[relu, tanh, sigmoid]');
    expect((await compare(spec)).stderr).toBe(
      `warning: ${spec} plans something else than what these results are of (steps 800 -> 900; 2 runs more)\n` +
        `  To run it as it is now: ablate run ${spec}\n`,
    );
    fs.appendFileSync(writeTiny(800), 'claims: [mean(test/loss) < 1]\n');
    expect((await compare(spec)).stderr).toMatch(/ \(other claims\)\n/);
    expect((await compare('tiny')).stderr).toBe('');
  });

  it('is compared in silence where its data set is not here, and named where it has mistakes', async () => {
    await pretendRun(writeTiny(800));
    const spec = writeTiny(800);
    const text = fs.readFileSync(spec, 'utf8');
    fs.writeFileSync(spec, text.replace(/^dataset: .*$/m, 'dataset: { name: fashion-mnist }'));
    const cacheFolder = process.env['ABLATE_CACHE_DIR'];
    process.env['ABLATE_CACHE_DIR'] = scratch();
    try {
      expect(await compare(spec)).toMatchObject({ exitCode: 0, stderr: '' });
    } finally {
      if (cacheFolder === undefined) delete process.env['ABLATE_CACHE_DIR'];
      else process.env['ABLATE_CACHE_DIR'] = cacheFolder;
    }
    fs.writeFileSync(spec, text.replace('steps: 800', 'steps: -1'));
    expect((await compare(spec)).stderr).toContain(`What is wrong: ablate validate ${spec}\n`);
  });

  it('has its problems told by status', async () => {
    const spec = writeSpec(scratch(), 'name: tiny\nsteps: -1\n', 'tiny.yaml');
    const { exitCode, stdout, stderr } = await status(spec);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('tiny.yaml:2:8: error:');
  });
});

/** As `run` guards the results that it finds. */
function guard(plan: ExperimentPlan, directory: ExperimentDirectory, isAgreed: boolean) {
  return guardResults(resumeStages(plan, directory), directory, isAgreed);
}

describe('results that running would put aside', () => {
  const before = planSample('name: tiny', 'steps: 10', 'seeds: 4');
  const after = planSample('name: tiny', 'steps: 20', 'seeds: 4');
  const few = planSample('name: tiny', 'steps: 20', 'seeds: 3');

  it('are asked for where they are many, and nothing is touched without an answer', async () => {
    const directory = writeResults(results(), before, () => 0.9);
    const refusal = await guard(after, directory, false).catch((error: UsageError) => error);
    expect(refusal).toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(
        /^4 of 4 runs of tiny have results of other settings \(steps 10 -> 20.*\); nothing was run$/,
      ) as string,
      hint: expect.stringMatching(
        /--results-dir smoke\n.*\.replaced\/tiny: .*--replace$/,
      ) as string,
    });
    expect(fs.existsSync(path.join(results(), '.replaced'))).toBe(false);
  });

  it('may go where they are few, where the command line says so, and where there is nothing in them', async () => {
    const directory = writeResults(results(), before, () => 0.9);
    expect((await guard(few, directory, false)).outdated).toHaveLength(3);
    expect((await guard(after, directory, true)).outdated).toHaveLength(4);
    for (const { runId, configHash } of before.runs) {
      const common = { configHash, updatedAt: '2026-01-01T00:00:00Z', durationMs: 0 };
      fs.writeFileSync(
        directory.run(runId).statusFile,
        JSON.stringify({ state: 'interrupted', step: 0, ...common }),
      );
    }
    expect((await guard(after, directory, false)).outdated).toHaveLength(4);
  });

  it('are told of with their place', async () => {
    const directory = writeResults(results(), before, () => 0.9);
    const survey = await guard(after, directory, true);
    expect(describeReplacement(survey, directory)).toEqual([
      expect.stringMatching(
        /^4 earlier results of other settings \(steps 10 -> 20.*\) moved to .*\.replaced\/tiny; running with those settings brings them back\.$/,
      ),
      "  Training can't go on from them: they left no checkpoint to go on from.",
    ]);
    const unchanged = await guard(before, directory, false);
    expect(describeReplacement(unchanged, directory)).toEqual([]);
  });

  it('are results of other settings also where those can no longer be read', async () => {
    const directory = writeResults(results(), before, () => 0.9);
    for (const { runId } of before.runs) fs.writeFileSync(directory.run(runId).runFile, '{');
    await expect(guard(after, directory, false)).rejects.toThrow("(settings that can't be read)");
  });
});
