import type { ExperimentPlan } from '../../plan/plan-experiment';

/** What of a plan decides how many steps its runs make. */
export type GridShape = Pick<ExperimentPlan, 'runs' | 'rungs' | 'halvingFactor'>;

/** By rung, the share of the trials that get there and go on behind it. */
export function shareGoingOn({ runs, rungs, halvingFactor }: GridShape): Map<number, number> {
  let alive = new Set(runs.map(({ trial }) => trial)).size;
  return new Map(
    rungs.map((rung) => {
      const goingOn = Math.max(1, Math.ceil(alive / (halvingFactor ?? 1)));
      const share = goingOn / alive;
      alive = goingOn;
      return [rung, share];
    }),
  );
}

/**
 * Steps that a run behind `step` can be expected to make yet. Behind a rung that is to be decided it
 * goes on as likely as the share of the trials that do.
 *
 * @param decidedRung the last rung that is decided; 0 before the first.
 */
export function expectStepsLeft(
  step: number,
  steps: number,
  shares: ReadonlyMap<number, number>,
  decidedRung: number,
): number {
  let left = 0;
  let chance = 1;
  let from = step;
  for (const [rung, share] of shares) {
    if (rung <= decidedRung || rung < from || rung >= steps) continue;
    left += chance * (rung - from);
    chance *= share;
    from = rung;
  }
  return left + chance * Math.max(0, steps - from);
}
