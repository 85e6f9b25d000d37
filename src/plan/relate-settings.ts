import { scheduleOf } from '../schedules/registry';
import { hashRun } from './hash-run';
import type { RunConfig, RunSettings } from './run-config';

/** How the results of some settings stand to others of the same run. */
export type SettingsRelation =
  /** Every number is the same: at most they were observed at other steps. */
  | { readonly kind: 'observed' }
  /** The same training, which goes on where the earlier one ended. */
  | { readonly kind: 'longer' }
  /** Other numbers; where little is missing, `reason` says what keeps one from going on as the other. */
  | { readonly kind: 'other'; readonly reason: string | undefined };

/** What is left of settings that decides the numbers of each step: observing them changes none. */
function withoutObservation(settings: RunSettings): RunSettings {
  return { ...settings, logEvery: 1, checkpointEvery: 1, summaries: [] };
}

/** The same, whatever the length; evaluations count as observing unless they may end the run. */
function withoutLength(settings: RunSettings): RunSettings {
  const { earlyStopping, evaluateEvery } = settings;
  return {
    ...withoutObservation(settings),
    steps: 1,
    evaluateEvery: earlyStopping === undefined ? 1 : evaluateEvery,
  };
}

/**
 * Says whether results of a run serve under other settings of it: `logEvery`, `checkpointEvery` and
 * `summaries` change no number, and with more `steps` the first ones stay what they were, unless the
 * schedule of the learning rate depends on their number.
 *
 * @param then of the results; only those of the present revision of numbers serve.
 */
export function relateSettings(then: RunConfig, now: RunConfig): SettingsRelation {
  if (then.configHash !== hashRun(then.seed, then.settings)) {
    return { kind: 'other', reason: undefined };
  }
  const agree = (reduce: (settings: RunSettings) => RunSettings): boolean =>
    hashRun(then.seed, reduce(then.settings)) === hashRun(now.seed, reduce(now.settings));
  if (agree(withoutObservation)) return { kind: 'observed' };
  if (!agree(withoutLength)) return { kind: 'other', reason: explainEvaluations(then, now) };
  if (then.settings.steps >= now.settings.steps) return { kind: 'other', reason: undefined };
  const { schedule } = now.settings;
  if (scheduleOf(schedule).dependsOnLength) {
    return {
      kind: 'other',
      reason: `with ${schedule.type} the learning rate of every step depends on the number of steps`,
    };
  }
  return { kind: 'longer' };
}

/** With early stopping, the evaluations decide where a run ends. */
function explainEvaluations(then: RunConfig, now: RunConfig): string | undefined {
  const [first, second] = [then, now].map(({ seed, settings }) =>
    hashRun(seed, withoutLength({ ...settings, evaluateEvery: 1 })),
  );
  return first === second
    ? 'with earlyStopping evaluateEvery has to stay too; give it as a number'
    : undefined;
}
