import type { RunSettings } from '../../plan/run-config';
import type { CheckpointHeader } from '../../records/checkpoints/checkpoint';
import { findMarkFault, findMetricsFault } from '../../records/metrics/check-metrics';
import { emptyMark, extendMark, type MetricsMark } from '../../records/metrics/metrics-mark';
import { measuresOf, metricColumns } from '../../spec/metric-names';
import { dueAt, nextDueStep } from '../due';

/** How metrics stood at a checkpoint, or why they are not what they were then. */
export type RowsCheck =
  | { readonly ok: true; readonly mark: MetricsMark }
  | { readonly ok: false; readonly reason: string };

/**
 * Checks that a metrics file holds the very rows that the run had written at a checkpoint. Where
 * the checkpoint, of an earlier version, does not say, they have to be whole at least: every logged
 * step once, in order, with finite numbers.
 */
export function checkRows(
  bytes: Buffer,
  checkpoint: CheckpointHeader,
  settings: RunSettings,
): RowsCheck {
  const { metrics } = checkpoint;
  if (metrics !== undefined) {
    const reason = findMarkFault(bytes, checkpoint);
    return reason === undefined ? { ok: true, mark: metrics } : { ok: false, reason };
  }
  const end = findEnd(bytes, checkpoint.step);
  const kept = bytes.subarray(0, end);
  const reason =
    findMetricsFault(kept, metricColumns(settings.loss)) ??
    findUnevenRow(kept, checkpoint.step, settings);
  if (reason !== undefined) return { ok: false, reason: `metrics.csv ${reason}` };
  return { ok: true, mark: extendMark(emptyMark, kept) };
}

/** Where the first row of a later step begins, or a row that a kill tore. */
function findEnd(bytes: Buffer, step: number): number {
  let start = 0;
  for (;;) {
    const end = bytes.indexOf('\n', start);
    if (end < 0) return start;
    if (Number.parseInt(bytes.toString('latin1', start, end), 10) > step) return start;
    start = end + 1;
  }
}

/** What differs from the rows that these settings give up to a step. */
function findUnevenRow(bytes: Buffer, last: number, settings: RunSettings): string | undefined {
  const rows = bytes.toString().split('\n').slice(1, -1);
  const cells = new Map(rows.map((row) => [Number.parseInt(row, 10), row.split(',').slice(1)]));
  const required = (isEvaluated: boolean): readonly string[] => [
    'epoch',
    'learningRate',
    ...measuresOf(settings.loss).map((name) => `train/${name}`),
    ...(isEvaluated ? settings.evaluate.flatMap((split) => [`${split}/loss`]) : []),
  ];
  const columns: readonly string[] = metricColumns(settings.loss);
  let count = 0;
  for (let step = nextDueStep(0, settings); step <= last; step = nextDueStep(step, settings)) {
    const due = dueAt(step, settings);
    if (due.log) {
      count += 1;
      const row = cells.get(step);
      if (row === undefined) return `lacks the row of step ${step}`;
      const lost = required(due.evaluate).find((name) => !isFiniteCell(row[columns.indexOf(name)]));
      if (lost !== undefined) return `has no ${lost} at step ${step}`;
    }
    if (step === settings.steps) break;
  }
  const odd = [...cells.keys()].find((step) => !dueAt(step, settings).log);
  if (odd !== undefined) return `has a row of step ${odd}, which is not logged`;
  return count === cells.size ? undefined : 'has more rows than the run logs';
}

function isFiniteCell(cell: string | undefined): boolean {
  return cell !== undefined && cell !== '' && Number.isFinite(Number(cell));
}
