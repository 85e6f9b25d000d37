import type { DatasetFolders } from '../../datasets/dataset-sources';
import { datasetOf } from '../../datasets/registry';
import { planExecution, type ThreadUse } from '../../plan/execution-plan';
import type { RunConfig } from '../../plan/run-config';
import { groupBy } from '../../util/group-by';
import { formatStableJson } from '../../util/stable-json';

/**
 * By run, what it makes of the threads of its settings. Found out ahead: data that is unplugged
 * while the grid runs is for the runs to tell.
 */
export async function planThreads(
  runs: readonly RunConfig[],
  sources: DatasetFolders,
): Promise<Map<string, ThreadUse>> {
  const uses = new Map<string, ThreadUse>();
  for (const members of groupBy(runs, ({ settings }) =>
    formatStableJson(settings.dataset),
  ).values()) {
    const dataset = members[0]?.settings.dataset;
    if (dataset === undefined) continue;
    const facts = await datasetOf(dataset).facts(dataset, { ...sources, download: false });
    for (const { runId, settings } of members) {
      uses.set(runId, planExecution(settings, facts).threadUse);
    }
  }
  return uses;
}
