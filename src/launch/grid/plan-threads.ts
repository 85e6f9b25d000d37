import type { DatasetFolders } from '../../datasets/dataset-sources';
import { datasetFacts } from '../../datasets/registry';
import { type ThreadUse, useThreads } from '../../plan/execution/use-threads';
import { describeStep } from '../../plan/network/step-facts';
import type { RunConfig } from '../../plan/run-config';
import { defaults } from '../../spec/defaults';
import { groupBy } from '../../util/group-by';
import { formatStableJson } from '../../util/stable-json';

/**
 * By run, what it makes of the threads of its settings. Found out ahead: data that is unplugged
 * while the grid runs is for the runs to tell.
 */
export function planThreads(
  runs: readonly RunConfig[],
  sources: DatasetFolders,
): Map<string, ThreadUse> {
  const uses = new Map<string, ThreadUse>();
  for (const members of groupBy(runs, ({ settings }) =>
    formatStableJson(settings.dataset),
  ).values()) {
    const dataset = members[0]?.settings.dataset;
    if (dataset === undefined) continue;
    const facts = datasetFacts(dataset, { ...sources, download: false });
    for (const { runId, settings } of members) {
      const { threads = defaults.threads } = settings;
      uses.set(runId, useThreads(threads, describeStep(settings, facts)));
    }
  }
  return uses;
}
