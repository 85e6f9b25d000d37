import fs from 'node:fs';
import path from 'node:path';
import { readPlan } from '../../../../src/analysis/results/read-results';
import { archiveResults } from '../../../../src/cli/commands/results/archive-command';
import { deleteNamed } from '../../../../src/cli/commands/results/delete-command';
import { claimLease } from '../../../../src/leases/lease';
import type { ExperimentDirectory } from '../../../../src/records/experiment-directory';
import { planSample, writeResults } from '../../../analysis/sample-results';
import { useScratchFolder } from '../../../scratch-folder';
import { type CapturedOutput, captureOutput } from '../../capture-output';

const scratch = useScratchFolder();
const resultsDir = (): string => path.join(scratch(), 'results');

function writeSample(): ExperimentDirectory {
  return writeResults(resultsDir(), { ...planSample('seeds: 2'), experiment: 'alpha' }, () => 0.9);
}

/** The files of a folder, with what they hold. */
function readAll(folder: string): Record<string, string> {
  const entries = fs.readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  return Object.fromEntries(
    files.map((file) => [path.relative(folder, file), fs.readFileSync(file, 'utf8')]),
  );
}

const archive = (name: string, restore = false): Promise<CapturedOutput> =>
  captureOutput(() => archiveResults({ name, resultsDir: resultsDir(), restore, format: 'table' }));

const remove = (name: string, yes = true): Promise<CapturedOutput> =>
  captureOutput(() => deleteNamed({ name, resultsDir: resultsDir(), yes, format: 'json' }));

describe('ablate archive', () => {
  it('moves an experiment out of sight and brings it back as it was, more than once', async () => {
    const directory = writeSample();
    const before = readAll(directory.path);
    const { stdout } = await archive('alpha');
    expect(stdout).toMatch(
      /^alpha moved to .*\.archive\/experiments\/alpha\n {2}To bring it back: /,
    );
    expect(fs.existsSync(directory.path)).toBe(false);
    writeSample();
    expect((await archive('alpha')).stdout).toContain('.archive/experiments/alpha-2\n');
    expect((await archive('alpha', true)).stdout).toMatch(/^alpha is back: /);
    expect(readAll(directory.path)).toEqual(before);
    await expect(archive(directory.path, true)).rejects.toThrow(
      'is there, so that nothing can come back',
    );
    await expect(archive('beta', true)).rejects.toThrow('Nothing is archived as beta in ');
  });

  it('moves a single run, which the plan then lacks, and brings it back', async () => {
    const directory = writeSample();
    const [run = ''] = readPlan(directory).runs.map(({ runId }) => runId);
    const before = readAll(directory.path);
    await archive(`alpha/${run}`);
    expect(directory.listRuns()).toHaveLength(1);
    await archive(`alpha/${run}`, true);
    expect(readAll(directory.path)).toEqual(before);
  });
});

describe('ablate delete', () => {
  it('deletes a run, then the experiment, and nothing beside them', async () => {
    const directory = writeSample();
    const [run = ''] = readPlan(directory).runs.map(({ runId }) => runId);
    const { stdout } = await remove(`alpha/${run}`);
    expect(JSON.parse(stdout)).toMatchObject({
      command: 'delete',
      name: `alpha/${run}`,
      deleted: directory.run(run).path,
      bytes: expect.any(Number) as number,
    });
    expect(directory.listRuns()).toHaveLength(1);
    await remove('alpha');
    expect(fs.readdirSync(resultsDir())).toEqual([]);
  });

  it('wants --yes where nobody is there to be asked', async () => {
    const directory = writeSample();
    await expect(remove('alpha', false)).rejects.toThrow(
      /^\S*alpha \(2 runs, .*\) is not deleted: nobody is there to be asked$/,
    );
    expect(directory.listRuns()).toHaveLength(2);
  });
});

it('neither touches an experiment or a run that a process has', async () => {
  const directory = writeSample();
  const [run = '', other = ''] = readPlan(directory).runs.map(({ runId }) => runId);
  for (const file of [directory.leaseFile, directory.run(run).leaseFile]) {
    const held = claimLease(file);
    if (!held.ok) throw new Error('The lease was not to be had');
    try {
      await expect(archive('alpha')).rejects.toThrow(/alpha\S* is in use by /);
      await expect(remove('alpha')).rejects.toThrow(/alpha\S* is in use by /);
      await expect(remove(`alpha/${run}`)).rejects.toThrow(/alpha\S* is in use by /);
    } finally {
      held.lease.release();
    }
  }
  expect(directory.listRuns()).toHaveLength(2);
  const held = claimLease(directory.run(run).leaseFile);
  await remove(`alpha/${other}`);
  if (held.ok) held.lease.release();
  expect(directory.listRuns().map(({ name }) => name)).toEqual([run]);
});
