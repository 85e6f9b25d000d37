import { scoreRun } from '../../records/score-run';
import { waitingReason } from '../../records/status';
import type { RecordedRun } from '../results/read-results';
import type { Interval } from '../statistics/estimate-mean';
import { wilsonInterval } from '../statistics/wilson-interval';
import { formatMetric } from './format-metric';
import type { RunGroup } from './group-runs';

type Shortfall = Pick<RunGroup, 'runs' | 'failed' | 'stopped' | 'missing'>;

/**
 * What keeps a group from being the plain mean of complete runs, to stand next to its number:
 * `2 of 5 diverged, scored as guessing: 0.1000; 1 waiting`. Empty where all runs are complete.
 */
export function describeShortfall(group: Shortfall, metric: string): string {
  return [describeFailures(group, metric), describeStops(group), describeMissing(group.missing)]
    .filter((part) => part !== '')
    .join('; ');
}

/**
 * The runs that diverged or failed, of those that have ended, and what they count as:
 * `2 of 5 diverged, scored as guessing: 0.1000`.
 */
export function describeFailures(
  group: Omit<Shortfall, 'stopped'>,
  metric: string | undefined,
): string {
  if (group.failed.length === 0) return '';
  const guess = metric === undefined ? '' : describeGuess(group.failed, metric);
  return `${countFailures(group)}, scored as guessing${guess}`;
}

/** The runs that diverged or failed, of those that have ended: `2 of 5 diverged`. */
export function countFailures({ runs, failed, missing }: Omit<Shortfall, 'stopped'>): string {
  const ended = runs.length - missing.length;
  return countStates(failed.map(({ status }) => status.state))
    .map(([state, count]) => `${count} of ${ended} ${state === 'completed' ? 'diverged' : state}`)
    .join(', ');
}

/** What guessing gives, where it is the same for all of these runs: `: 0.1000`. */
function describeGuess(runs: readonly RecordedRun[], metric: string): string {
  const texts = runs.flatMap((run) => {
    const score = scoreRun(run, metric);
    return score.basis === 'guessing' ? formatMetric(metric, score.value) : [];
  });
  const [text] = texts;
  return text !== undefined && new Set(texts).size === 1 ? `: ${text}` : '';
}

/** How often the runs of a group are lost. */
export interface FailureRate {
  readonly failed: number;
  /** Runs that have ended, whichever way. */
  readonly ended: number;
  /** 95 % interval of the rate. */
  readonly interval: Interval;
}

/** How often runs are lost, with an interval; absent where none was, or none has ended. */
export function failureRate({
  runs,
  failed,
  missing,
}: Omit<Shortfall, 'stopped'>): FailureRate | undefined {
  const ended = runs.length - missing.length;
  if (failed.length === 0) return undefined;
  return { failed: failed.length, ended, interval: wilsonInterval(failed.length, ended) };
}

/** `25 %, 95 % interval 9 to 53 %` */
export function formatFailureRate({ failed, ended, interval }: FailureRate): string {
  const percent = (share: number): string => (100 * share).toFixed(0);
  const { low, high } = interval;
  return `${percent(failed / ended)} %, 95 % interval ${percent(low)} to ${percent(high)} %`;
}

/** Where halving stopped runs: `3 of 3 stopped at step 90`. */
export function describeStops({ runs, stopped }: Pick<Shortfall, 'runs' | 'stopped'>): string {
  const steps = stopped.flatMap(({ status }) => ('step' in status ? (status.step ?? []) : []));
  return countStates(steps.map(String))
    .map(([step, count]) => `${count} of ${runs.length} stopped at step ${step}`)
    .join(', ');
}

/** The runs without a result: `2 running, 1 waiting`. */
export function describeMissing(runs: readonly RecordedRun[]): string {
  return countStates(runs.map(({ status }) => nameState(status)))
    .map(([state, count]) => `${count} ${state}`)
    .join(', ');
}

function nameState(status: RecordedRun['status']): string {
  if (status.state === 'absent') return 'waiting';
  if (status.state === 'stopped' && status.reason === waitingReason) return 'waiting at a rung';
  return status.state === 'completed' ? 'that did not measure it' : status.state;
}

/** In the order in which they come up. */
function countStates(states: readonly string[]): (readonly [string, number])[] {
  return [...new Set(states)].map(
    (state) => [state, states.filter((other) => other === state).length] as const,
  );
}
