import { createObjectCsvStringifier } from 'csv-writer';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { scoreRun } from '../../records/score-run';
import { writeFileAtomic } from '../../util/files/atomic-write';
import { formatAxisValue } from '../comparison/format-axis-value';
import type { ExperimentResults, RecordedRun } from './read-results';

/**
 * Writes `runs.csv`, one row per run of the plan: derived from the run folders, it can always be
 * written again.
 *
 * @throws UserError when the disk refuses.
 */
export function writeRunsFile(directory: ExperimentDirectory, results: ExperimentResults): void {
  writeFileAtomic(directory.runsFile, formatRuns(results));
}

/**
 * The text of `runs.csv`. The metrics are what a run ended with or, where halving stopped it, had at
 * its `step`; `score` is what it counts as by the metric of the experiment: also by guessing, where
 * it diverged or failed.
 */
export function formatRuns({ plan, runs }: ExperimentResults): string {
  const axes = Object.keys(plan.axes);
  const measured = runs.map(readMeasured);
  const metrics = [...new Set(measured.flatMap((values) => Object.keys(values)))];
  const columns = ['run', 'trial', 'seed', ...axes, 'state', 'step', ...metrics];
  const ends = ['score', 'scoredBy', 'durationMs'];
  const stringifier = createObjectCsvStringifier({
    // Paths as ids would be taken for paths into nested records.
    header: [...columns, ...ends].map((title, index) => ({ id: `c${index}`, title })),
  });
  const records = runs.map((run, index) => {
    const { config, status, durationMs } = run;
    const score = scoreRun(run, plan.metric.name);
    return [
      config.runId,
      config.trial,
      config.seed,
      ...axes.map((axis) => formatAxisValue(config.axisValues[axis])),
      status.state === 'absent' ? 'waiting' : status.state,
      ('step' in status ? status.step : undefined) ?? '',
      ...metrics.map((name) => measured[index]?.[name] ?? ''),
      'value' in score ? score.value : '',
      score.basis === 'missing' ? '' : score.basis,
      durationMs ?? '',
    ];
  });
  const rows = records.map((cells) =>
    Object.fromEntries(cells.map((cell, index) => [`c${index}`, cell])),
  );
  return `${stringifier.getHeaderString()}${stringifier.stringifyRecords(rows)}`;
}

/** What was measured of a diverging run is not what it ended with. */
function readMeasured({ status }: RecordedRun): Readonly<Record<string, number>> {
  return status.state === 'completed' || status.state === 'stopped' ? status.metrics : {};
}
