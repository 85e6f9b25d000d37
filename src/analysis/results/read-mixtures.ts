import { scoreRun } from '../../records/score-run';
import { findMixtures, type Mixture } from './find-mixtures';
import { readEnvironment } from './read-environment';
import type { ExperimentResults } from './read-results';

/** What the runs that have a result don't have in common although their settings don't say so. */
export function readMixtures({ plan, runs }: Pick<ExperimentResults, 'plan' | 'runs'>): Mixture[] {
  const compared = runs.filter((run) => scoreRun(run, plan.metric.name).basis !== 'missing');
  return findMixtures(
    compared.flatMap((run) => {
      const environment = readEnvironment(run);
      return environment === undefined ? [] : [{ config: run.config, environment }];
    }),
  );
}
