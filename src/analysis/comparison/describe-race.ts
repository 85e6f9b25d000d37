import type { ExperimentPlan } from '../../plan/plan-experiment';
import { joinNames } from '../../util/join-names';
import { listRaceLooks } from '../stages/list-race-looks';

/** What verdicts on trials that raced for seeds are by; nothing where none raced. */
export function describeRace(plan: ExperimentPlan): string | undefined {
  const looks = listRaceLooks(plan);
  if (looks === undefined) return undefined;
  return `Trials raced for seeds, looked at after ${joinNames(looks.map(String))}. Each verdict is that of the last look that a trial had part in, and all of them over all looks err in at most one of twenty experiments.`;
}

/** What values of an axis are compared on after a race; nothing where there was none. */
export function describeRacedAxes({ seeds, mostSeeds }: ExperimentPlan): string | undefined {
  return mostSeeds === null
    ? undefined
    : `On the first ${seeds.length} seeds alone, which every trial has: a race gave more to some.`;
}
