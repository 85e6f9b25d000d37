import type { ExperimentPlan } from '../../plan/plan-experiment';
import { planLooks } from '../statistics/racing/plan-looks';

/** After how many seeds the trials of a plan are looked at while they race; undefined where none do. */
export function listRaceLooks({
  seeds,
  mostSeeds,
}: Pick<ExperimentPlan, 'seeds' | 'mostSeeds'>): readonly number[] | undefined {
  return mostSeeds === null ? undefined : planLooks(seeds.length, mostSeeds);
}
