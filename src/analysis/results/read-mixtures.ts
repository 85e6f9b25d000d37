import { scoreRun } from '../../records/score-run';
import { findMixtures, type Mixture } from './find-mixtures';
import { readEnvironment } from './read-environment';
import type { ExperimentResults } from './read-results';

/** What decides last digits and is not the same for all runs that have a result. */
export function readMixtures({ plan, runs }: Pick<ExperimentResults, 'plan' | 'runs'>): Mixture[] {
  const compared = runs.filter((run) => scoreRun(run, plan.metric.name).basis !== 'missing');
  return findMixtures(
    compared.flatMap((run) => {
      const environment = readEnvironment(run);
      return environment === undefined ? [] : [{ config: run.config, environment }];
    }),
  );
}
