import { scoreRun } from '../../records/score-run';
import { environmentOf } from './environment-of';
import { findMixtures, type Mixture } from './find-mixtures';
import type { ExperimentResults } from './read-results';

/** What decides last digits and is not the same for all runs that have a result. */
export function readMixtures({ plan, runs }: Pick<ExperimentResults, 'plan' | 'runs'>): Mixture[] {
  const compared = runs.filter((run) => scoreRun(run, plan.metric.name).basis !== 'missing');
  return findMixtures(
    compared.flatMap((run) => {
      const environment = environmentOf(run);
      return environment === undefined ? [] : [{ config: run.config, environment }];
    }),
  );
}
