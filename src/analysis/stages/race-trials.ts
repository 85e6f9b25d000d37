import type { ExperimentPlan } from '../../plan/plan-experiment';
import { groupBy } from '../../util/group-by';
import { formatStableJson } from '../../util/stable-json';
import { groupByTrial } from '../comparison/group-runs';
import type { RecordedRun } from '../results/read-results';
import { retellRace } from '../statistics/racing/retell-race';
import { questionValue } from '../tuning/question-value';
import { listRaceLooks } from './list-race-looks';

/** How far a race of trials for more seeds has come. */
export interface Race {
  /** How many seeds the trials in the running are to have: for the next look, or in the end. */
  readonly seedCount: number;
  /** Trials that are still in the running, of all groups. */
  readonly contenders: readonly string[];
  /** Whether no more seeds are wanted: everything is decided, or all have the most. */
  readonly isOver: boolean;
}

/**
 * Says which trials are to get more seeds. Trials race within their value of the question where
 * something is tuned for it, else all against all. What was worse at a look stays out, so that the
 * race can be told again from its results at any time.
 *
 * @param plan one with `mostSeeds`.
 * @param runs those of its trials whose seeds are not kept to confirm by.
 */
export function raceTrials(plan: ExperimentPlan, runs: readonly RecordedRun[]): Race {
  const looks = listRaceLooks(plan) ?? [plan.seeds.length];
  const groups = groupBy(runs, ({ config }) => formatStableJson(questionValue(config, plan)));
  const races = [...(plan.tune.length > 0 ? groups.values() : [runs])].map((group) =>
    raceGroup(plan, group, looks),
  );
  const open = races.filter(({ isOver }) => !isOver);
  return {
    seedCount: Math.min(...open.map(({ seedCount }) => seedCount)),
    contenders: open.flatMap(({ contenders }) => contenders),
    isOver: open.length === 0,
  };
}

function raceGroup(
  { metric }: ExperimentPlan,
  runs: readonly RecordedRun[],
  looks: readonly number[],
): Race {
  const trials = groupByTrial(runs, metric.name);
  const { left, due } = retellRace({
    trials: trials.map(({ bySeed }) => bySeed),
    looks,
    isGreaterBetter: metric.goal === 'maximize',
    atLeast: metric.atLeast,
    isAwaited: () => true,
  });
  return {
    seedCount: due ?? looks.at(-1) ?? 0,
    contenders: left.flatMap((index) => trials[index]?.label ?? []),
    isOver: due === undefined,
  };
}
