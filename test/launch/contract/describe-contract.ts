import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compareExperiments } from '../../../scripts/torture/compare-experiments';
import { listLeases } from '../../../src/leases/lease';
import { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { readStatus } from '../../../src/records/status';
import { runAblate, writeSpec } from '../start-ablate';
import type { ContractGrid, ContractLauncher, LauncherSite } from './contract-launcher';
import { contractSpecs, type Scenario, scenarios } from './scenarios';

const patienceMs = 400_000;

/**
 * Tests what every launcher has to keep: whatever happens to a grid, launching it once more ends with the
 * bits of one that nothing disturbed.
 */
export function describeContract(launcher: ContractLauncher): void {
  const { title, obstacle } = launcher;
  const skipped = obstacle === undefined ? '' : ` (skipped: ${obstacle})`;
  (obstacle === undefined ? describe : describe.skip)(`${title}${skipped}`, () => {
    let folder: string;
    let site: LauncherSite;

    beforeAll(async () => {
      folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-contract-'));
      for (const name of Object.keys(contractSpecs)) await runCalmly(folder, name);
      site = await launcher.open(path.join(folder, 'site'));
    }, patienceMs);

    afterAll(async () => {
      await site?.close();
      fs.rmSync(folder, { recursive: true, force: true });
    });

    test.each(scenarios)(
      '$title',
      async (scenario) => {
        const grid = gridIn(folder, scenario.spec, `behind ${scenario.title}`);
        await scenario.act(site, grid);
        expectStates(statesOf(grid.directory), scenario, launcher);

        scenario.mend?.(grid);
        await (await site.launch(grid)).end();
        const calm = gridIn(folder, scenario.spec, 'calm').directory;
        expect(compareExperiments(calm, grid.directory)).toEqual([]);
        expect(statesOf(grid.directory)).toEqual(statesOf(calm));
        expect(listLeases(grid.directory.leases)).toEqual([]);
        const rows = fs.readFileSync(grid.directory.runsFile, 'utf8').trim().split('\n');
        expect(rows).toHaveLength(5);
      },
      patienceMs,
    );
  });
}

/** Runs a grid on this machine, with nothing that disturbs it. */
async function runCalmly(folder: string, name: string): Promise<void> {
  const spec = writeSpec(folder, contractSpecs[name as keyof typeof contractSpecs], `${name}.yaml`);
  const { results } = gridIn(folder, name, 'calm');
  const end = await runAblate(['run', spec, '--results-dir', results, '--quiet']);
  expect(end).toMatchObject({ exitCode: 0 });
}

function gridIn(folder: string, name: string, place: string): ContractGrid {
  const results = path.join(folder, place, name);
  return {
    spec: path.join(folder, `${name}.yaml`),
    results,
    directory: new ExperimentDirectory(path.join(results, 'shared')),
  };
}

function expectStates(
  states: readonly string[],
  scenario: Scenario,
  { startsAgain }: ContractLauncher,
): void {
  const isGoneOnWith = startsAgain && scenario.isGoneOnWith === true;
  const expected = isGoneOnWith ? Array.from(states, () => 'completed') : scenario.states;
  if (expected !== undefined) {
    expect([...states].sort()).toEqual(expected);
    return;
  }
  expect(states).not.toContain('failed');
  expect(states.filter((state) => state === 'completed').length).toBeLessThan(4);
}

function statesOf(directory: ExperimentDirectory): string[] {
  return directory.listRuns().map(({ statusFile }) => readStatus(statusFile).state);
}
