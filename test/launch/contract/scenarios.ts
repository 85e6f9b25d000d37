import fs from 'node:fs';
import type { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { sharedSpec } from '../shared-spec';
import type { ContractGrid, LaunchedGrid, LauncherSite } from './contract-launcher';

/** Something that happens to a grid of four runs. */
export interface Scenario {
  readonly title: string;
  readonly spec: keyof typeof contractSpecs;
  /** Has it happen, from a launch to its end. */
  act(site: LauncherSite, grid: ContractGrid): Promise<void>;
  /** How the runs stand behind that, sorted; undefined where some have yet to end. */
  readonly states?: readonly string[];
  /** Whether a launcher that starts again by itself brings every run to its end. */
  readonly isGoneOnWith?: boolean;
  /** Sees to what kept runs from their ends. */
  mend?(grid: ContractGrid): void;
}

function specOf(steps: number, grid: string): string {
  return sharedSpec(`
evaluate: [validation, test]
steps: ${steps}
logEvery: ${steps / 10}
evaluateEvery: ${steps}
checkpointEvery: ${Math.min(steps, 2000)}
seeds: 2
grid: { ${grid} }
`);
}

/** Grids of four runs each: over soon, half of them diverging, and long enough for something to happen. */
export const contractSpecs = {
  short: specOf(60, 'model.activation: [relu, tanh]'),
  diverging: specOf(60, 'optimizer.learningRate: [0.1, 1000]').replace(
    'hidden: [3]',
    'hidden: [3, 3, 3], activation: linear',
  ),
  long: specOf(120_000, 'model.activation: [relu, tanh]'),
} as const;

const allCompleted = ['completed', 'completed', 'completed', 'completed'];
const oneFailed = ['completed', 'completed', 'completed', 'failed'];

/** Launches, and has something happen. */
function launchAnd(happen: (launched: LaunchedGrid) => Promise<void>): Scenario['act'] {
  return async (site, grid) => {
    const launched = await site.launch(grid);
    await happen(launched);
    await launched.end();
  };
}

/** Where a folder of the run has to be. */
const placeOfFolder = (directory: ExperimentDirectory): string =>
  directory.run('tanh-s0').checkpoints;

/** What happens to grids, whatever launches them. */
export const scenarios: readonly Scenario[] = [
  { title: 'finishes', spec: 'short', act: launchAnd(async () => {}), states: allCompleted },
  {
    title: 'a run fails',
    spec: 'short',
    async act(site, grid) {
      fs.mkdirSync(grid.directory.run('tanh-s0').path, { recursive: true });
      fs.writeFileSync(placeOfFolder(grid.directory), '');
      await (await site.launch(grid)).end();
    },
    states: oneFailed,
    mend: ({ directory }) => fs.rmSync(placeOfFolder(directory)),
  },
  {
    title: 'a run diverges',
    spec: 'diverging',
    act: launchAnd(async () => {}),
    states: ['completed', 'completed', 'diverged', 'diverged'],
  },
  {
    title: 'a worker is killed with -9',
    spec: 'long',
    act: launchAnd((launched) => launched.killWorker()),
    states: oneFailed,
  },
  {
    title: 'a node is lost',
    spec: 'long',
    act: launchAnd((launched) => launched.loseNode()),
    isGoneOnWith: true,
  },
  { title: 'cancelled', spec: 'long', act: launchAnd((launched) => launched.cancel()) },
  {
    title: 'deadline',
    spec: 'long',
    act: launchAnd((launched) => launched.reachDeadline()),
    isGoneOnWith: true,
  },
  {
    title: 'preempted',
    spec: 'long',
    act: launchAnd((launched) => launched.preempt()),
    isGoneOnWith: true,
  },
  {
    title: 'two submissions at once',
    spec: 'short',
    async act(site, grid) {
      const both = await Promise.all([site.launch(grid), site.launch(grid)]);
      await Promise.all(both.map((launched) => launched.end()));
    },
    states: allCompleted,
  },
];
