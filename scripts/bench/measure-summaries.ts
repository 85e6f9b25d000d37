import { median } from 'simple-statistics';
import { describeTensor } from '../../src/records/summaries/describe-tensor';
import { buildTensorSummaries } from '../../src/records/summaries/histogram';
import { createRandom } from '../../src/util/random';
import type { Absence } from './contestant';
import { ALL_SUMMARIES } from './measure-whole-run';
import { runAblate } from './run-ablate';

const HISTOGRAM_VALUES = 3_000_000;
const HISTOGRAM_REPETITIONS = 15;

/** What recording summaries costs. */
export interface SummariesCost {
  readonly steps: number;
  /** How long the runs with all summaries every 100 steps took by their own records. */
  readonly withMs: readonly number[];
  /** The same runs without any. */
  readonly withoutMs: readonly number[];
  /** Mean, spread, extremes and histogram of 3 million values, from values to summaries. */
  readonly histogram: {
    readonly values: number;
    /** In a process that has made none before. */
    readonly firstMs: number;
    /** Median of those behind it. */
    readonly warmMs: number;
  };
}

/** Times runs of the MNIST CNN with and without summaries, in the order with, without, without, with. */
export async function measureSummaries(
  steps: number,
  interruption: AbortSignal,
): Promise<SummariesCost | Absence> {
  const histogram = timeHistogram();
  const withMs: number[] = [];
  const withoutMs: number[] = [];
  for (const times of [withMs, withoutMs, withoutMs, withMs]) {
    const summaries = times === withMs ? ALL_SUMMARIES : 'summaries=[]';
    const run = await runAblate([`steps=${steps}`, 'evaluate=[test]', summaries], interruption);
    if ('absent' in run) return run;
    times.push(run.recordedDurationMs);
  }
  return { steps, withMs, withoutMs, histogram };
}

function timeHistogram(): SummariesCost['histogram'] {
  const random = createRandom(1);
  const values = Float32Array.from({ length: HISTOGRAM_VALUES }, () => random.uniform() - 0.5);
  const time = (): number => {
    const start = performance.now();
    buildTensorSummaries('weights/fc1/kernel', describeTensor(values));
    return performance.now() - start;
  };
  const firstMs = time();
  const warmMs = median(Array.from({ length: HISTOGRAM_REPETITIONS }, time));
  return { values: HISTOGRAM_VALUES, firstMs, warmMs };
}
