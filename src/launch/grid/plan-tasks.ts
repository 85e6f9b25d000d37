import type { DatasetFolders } from '../../datasets/dataset-sources';
import { datasetOf } from '../../datasets/registry';
import { requireOwnCode } from '../../own-code/load-own-code';
import { planExecution, type ThreadUse } from '../../plan/execution-plan';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { groupBy } from '../../util/group-by';
import { formatStableJson } from '../../util/stable-json';
import { describeCheckout } from '../describe-checkout';
import type { RunTask } from '../run-task';
import type { HyperparameterRows } from './hparams-table';

/** Where the tasks of a grid find and leave their files. */
export interface TaskPlaces {
  readonly directory: ExperimentDirectory;
  readonly sources: DatasetFolders;
}

/** What each run makes of the threads of its settings, by run. */
export type ThreadUses = ReadonlyMap<string, ThreadUse>;

/** Makes the tasks of runs, by run, each to train to its end. */
export function planTasks(
  { keepCheckpoints }: ExperimentPlan,
  runs: readonly RunConfig[],
  { threadUses, hyperparameters }: { threadUses: ThreadUses; hyperparameters: HyperparameterRows },
  { directory, sources }: TaskPlaces,
): Map<string, RunTask> {
  const git = describeCheckout();
  return new Map(
    runs.map((config) => {
      const { runId } = config;
      const threadUse = threadUses.get(runId);
      if (threadUse === undefined) throw new Error(`${runId} is not in the plan`);
      const task = {
        config,
        runFolder: directory.run(runId).path,
        sources,
        keepCheckpoints,
        threadUse,
        hyperparameters: hyperparameters.get(runId) ?? {},
        git,
      };
      return [runId, task];
    }),
  );
}

/**
 * Finds out what runs make of the threads of their settings. Each data set is looked at once, and
 * ahead: data that is unplugged while the grid runs is for the runs to tell.
 */
export async function planThreads(
  runs: readonly RunConfig[],
  sources: DatasetFolders,
): Promise<ThreadUses> {
  // Once for all runs: they mostly name the same files.
  requireOwnCode(Object.fromEntries(runs.flatMap(({ code = {} }) => Object.entries(code))));
  const byDataset = groupBy(runs, ({ settings }) => formatStableJson(settings.dataset));
  const uses = [...byDataset.values()].map(async (members) => {
    const [first] = members;
    if (first === undefined) return [];
    const { dataset } = first.settings;
    const facts =
      first.data?.facts ??
      (await datasetOf(dataset).facts(dataset, { ...sources, download: false }));
    return members.map(
      ({ runId, settings }) => [runId, planExecution(settings, facts).threadUse] as const,
    );
  });
  return new Map((await Promise.all(uses)).flat());
}
