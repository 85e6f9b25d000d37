import { createObjectCsvStringifier } from 'csv-writer';
import type { ExperimentDirectory } from '../records/experiment-directory';
import { writeFileAtomic } from '../util/atomic-write';
import { formatAxisValue } from './format-axis-value';
import type { ExperimentResults } from './read-results';

/**
 * Writes `runs.csv`, one row per run of the plan: derived from the run folders, it can always be
 * written again.
 *
 * @throws UserError when the disk refuses.
 */
export function writeRunsFile(directory: ExperimentDirectory, results: ExperimentResults): void {
  writeFileAtomic(directory.runsFile, formatRuns(results));
}

/** The text of `runs.csv`. */
export function formatRuns({ plan, runs }: ExperimentResults): string {
  const axes = Object.keys(plan.axes);
  const metrics = [...new Set(runs.flatMap((run) => Object.keys(run.metrics ?? {})))];
  const columns = ['run', 'trial', 'seed', ...axes, 'state', ...metrics, 'durationMs'];
  const stringifier = createObjectCsvStringifier({
    // Paths as ids would be taken for paths into nested records.
    header: columns.map((title, index) => ({ id: `c${index}`, title })),
  });
  const records = runs.map(({ config, status, metrics: values = {}, durationMs }) => [
    config.runId,
    config.trial,
    config.seed,
    ...axes.map((axis) => formatAxisValue(config.axisValues[axis])),
    status.state === 'absent' ? 'waiting' : status.state,
    ...metrics.map((name) => values[name] ?? ''),
    durationMs ?? '',
  ]);
  const rows = records.map((cells) =>
    Object.fromEntries(cells.map((cell, index) => [`c${index}`, cell])),
  );
  return `${stringifier.getHeaderString()}${stringifier.stringifyRecords(rows)}`;
}
