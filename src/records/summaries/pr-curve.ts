import { encodeMessage } from '../events/messages';
import type { Summary } from './summary';

/** Counts of one class against all others, by threshold: threshold i is i / (thresholds - 1). */
export interface PrCurve {
  /** Examples of the class with a probability at or above the threshold, `[thresholds]`. */
  readonly truePositives: Float32Array;
  /** Examples of other classes at or above it, `[thresholds]`. */
  readonly falsePositives: Float32Array;
  /** Number of examples of the class. */
  readonly positiveCount: number;
  /** Number of examples of other classes. */
  readonly negativeCount: number;
}

/** TensorBoard's own default. */
const defaultThresholdCount = 201;

/**
 * Counts how well the probability of one class tells its examples from the rest, as TensorBoard's
 * own summary does (tensorboard/plugins/pr_curve/summary.py).
 *
 * @param labels class ids, `[count]`.
 * @param probabilities `[count, classCount]`.
 */
export function countPrCurve(
  labels: ArrayLike<number>,
  probabilities: Float32Array,
  classId: number,
  thresholdCount = defaultThresholdCount,
): PrCurve {
  const classCount = probabilities.length / labels.length;
  const truePositives = new Float32Array(thresholdCount);
  const falsePositives = new Float32Array(thresholdCount);
  let positiveCount = 0;
  for (let example = 0; example < labels.length; example += 1) {
    const probability = probabilities[example * classCount + classId] as number;
    const highest = Math.floor(probability * (thresholdCount - 1));
    const positive = labels[example] === classId;
    const counts = positive ? truePositives : falsePositives;
    counts[highest] = (counts[highest] as number) + 1;
    positiveCount += positive ? 1 : 0;
  }
  for (let index = thresholdCount - 2; index >= 0; index -= 1) {
    truePositives[index] = (truePositives[index] as number) + (truePositives[index + 1] as number);
    falsePositives[index] =
      (falsePositives[index] as number) + (falsePositives[index + 1] as number);
  }
  const negativeCount = labels.length - positiveCount;
  return { truePositives, falsePositives, positiveCount, negativeCount };
}

/**
 * Builds a precision-recall summary, `[6, thresholds]` of true and false positives, true and false
 * negatives, precision, recall. A ratio with nothing to divide by is 0.
 */
export function buildPrCurve(tag: string, curve: PrCurve): Summary {
  const { truePositives, falsePositives, positiveCount, negativeCount } = curve;
  const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  const trueNegatives = falsePositives.map((count) => negativeCount - count);
  const falseNegatives = truePositives.map((count) => positiveCount - count);
  const precision = truePositives.map((count, index) =>
    ratio(count, count + (falsePositives[index] as number)),
  );
  const recall = truePositives.map((count) => ratio(count, positiveCount));
  const rows = [truePositives, falsePositives, trueNegatives, falseNegatives, precision, recall];
  const thresholdCount = truePositives.length;
  return {
    tag,
    plugin: 'pr_curves',
    dataClass: 'tensor',
    pluginContent: encodeMessage('PrCurveData', { numThresholds: thresholdCount }),
    tensor: {
      dtype: 'float',
      shape: [rows.length, thresholdCount],
      content: Float32Array.from(rows.flatMap((row) => [...row])),
    },
  };
}
