import type { ExperimentResults } from '../../analysis/results/read-results';
import type { TunedAnswer } from '../../analysis/tuning/answer-tuned';
import { coverTestSample, describeTestSampleCover } from '../../analysis/tuning/cover-test-sample';
import { exploreTuning } from '../../analysis/tuning/explore-tuning';
import { describeTimes, timeTuned } from '../../analysis/tuning/time-tuned';
import { formatExploration } from './format-exploration';
import { formatTuned } from './format-tuned';

/** A tuned comparison with all that is known around it: its table, sentences, budgets and rates. */
export function formatTunedAnswer(
  { plan, runs }: Pick<ExperimentResults, 'plan' | 'runs'>,
  tuned: TunedAnswer,
  format: 'table' | 'markdown',
): string {
  const { name } = plan.metric;
  const cover = coverTestSample(tuned, runs);
  const times = timeTuned(plan, runs, tuned);
  const comparison = [
    formatTuned(tuned, name, format),
    ...(cover === undefined ? [] : [describeTestSampleCover(cover)]),
    ...(times === undefined ? [] : [describeTimes(times, name)]),
  ];
  // In Markdown a line right behind a table is a row of it.
  return [
    comparison.join(format === 'markdown' ? '\n\n' : '\n'),
    formatExploration(exploreTuning(plan, runs), name, format),
  ].join('\n\n');
}
