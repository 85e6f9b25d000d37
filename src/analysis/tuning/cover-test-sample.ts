import { readFindingsFile } from '../../records/findings-file';
import { joinNames } from '../../util/join-names';
import { formatInterval, formatMetric } from '../comparison/format-metric';
import type { RecordedRun } from '../results/read-results';
import type { Interval } from '../statistics/estimate-mean';
import { includeTestSample } from '../statistics/means/include-test-sample';
import type { TunedAnswer } from './answer-tuned';

/** What the intervals of a tuned comparison become for another draw of test examples, too. */
export interface TestSampleCover {
  readonly exampleCount: number;
  readonly rows: readonly { readonly label: string; readonly interval: Interval }[];
}

/**
 * Widens the intervals of test accuracies, which cover other seeds, to cover other test examples as
 * well (`includeTestSample`). Undefined for other scores, and where no run says how many examples
 * there were.
 */
export function coverTestSample(
  { score, rows }: TunedAnswer,
  runs: readonly RecordedRun[],
): TestSampleCover | undefined {
  if (score !== 'test/accuracy') return undefined;
  const exampleCount = countTestExamples(runs);
  if (exampleCount === undefined) return undefined;
  return {
    exampleCount,
    rows: rows.flatMap(({ label, estimate }) =>
      estimate?.interval === undefined
        ? []
        : [{ label, interval: includeTestSample(estimate.mean, estimate.interval, exampleCount) }],
    ),
  };
}

/** The same in a sentence. */
export function describeTestSampleCover({ exampleCount, rows }: TestSampleCover): string {
  const show = (value: number): string => formatMetric('test/accuracy', value);
  const intervals = rows.map(({ label, interval }) => `${label} ${formatInterval(interval, show)}`);
  return `Over other test examples than these ${exampleCount.toLocaleString('en-US')} as well: ${joinNames(intervals)}.`;
}

/** By the findings of the first run that has some: its confusion matrix counts all of them. */
function countTestExamples(runs: readonly RecordedRun[]): number | undefined {
  for (const { directory, metrics } of runs) {
    if (metrics === undefined) continue;
    const findings = readFindingsFile(directory.findingsFile);
    const matrix = findings.state === 'sound' ? findings.value.confusionMatrix : undefined;
    if (matrix !== undefined) return matrix.flat().reduce((sum, count) => sum + count, 0);
  }
  return undefined;
}
