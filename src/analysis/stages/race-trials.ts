import type { ExperimentPlan } from '../../plan/plan-experiment';
import { groupBy } from '../../util/group-by';
import { formatStableJson } from '../../util/stable-json';
import type { RecordedRun } from '../results/read-results';
import { scoreRuns } from '../results/score-runs';
import { judgeRace } from '../statistics/racing/judge-race';
import { planLooks } from '../statistics/racing/plan-looks';
import { questionValue } from '../tuning/question-value';

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
  const looks = planLooks(plan.seeds.length, plan.mostSeeds ?? plan.seeds.length);
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
  let trials = [...groupBy(runs, ({ config }) => config.trial)].map(([trial, members]) => {
    const { scores } = scoreRuns(members, metric.name);
    return {
      trial,
      values: scores.map(({ run, score }) => [run.config.seed, score.value] as const),
    };
  });
  for (const [index, look] of looks.entries()) {
    const contenders = trials.map(({ trial }) => trial);
    const seedCount = look;
    // Who has not run as often yet does so before anything is judged.
    const isDue = trials.some(({ values }) => values.length < look);
    if (isDue) return { seedCount, contenders, isOver: trials.length <= 1 };
    const { worse, isDecided } = judgeRace({
      trials: trials.map(({ values }) => new Map(values.slice(0, look))),
      lookCount: looks.length,
      isGreaterBetter: metric.goal === 'maximize',
      ...(metric.atLeast !== undefined && { atLeast: metric.atLeast }),
    });
    const isLast = index === looks.length - 1;
    if (isDecided || isLast) return { seedCount, contenders, isOver: true };
    trials = trials.filter((_, place) => !worse.includes(place));
  }
  return { seedCount: looks.at(-1) ?? 0, contenders: [], isOver: true };
}
