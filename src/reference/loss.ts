import { unreachable } from '../util/unreachable';
import { stableSigmoid } from './activation';
import { softmaxRow } from './softmax';

/** Labels of a batch: class ids, `[count]`, or numbers, `[count, units]`. */
export type Labels = Int32Array | Float32Array | Float64Array;

/** What a network minimizes, as a function of its logits. */
export interface Loss {
  readonly name: string;
  /**
   * Mean loss of a batch. Writes its derivative by the logits, `[count, units]`, to `deltas`:
   * softmax and sigmoid are differentiated together with the logarithm behind them, which leaves
   * probabilities minus labels.
   *
   * @param logits `[count, units]`
   * @param labels class ids, `[count]`, or numbers, `[count, units]`
   */
  differentiate(
    logits: Float64Array,
    labels: Labels,
    count: number,
    units: number,
    deltas: Float64Array,
  ): number;
  /** Writes the class probabilities of a batch, `[count, classes]`, or its numbers, `[count, units]`. */
  writePredictions(
    logits: Float64Array,
    count: number,
    units: number,
    predictions: Float64Array,
  ): void;
  /**
   * The most probable class of the example whose logits begin at `start`; absent where logits are
   * predictions themselves.
   */
  predictClass?(logits: Float64Array, start: number, units: number): number;
  /** Classes that so many logits tell apart, or numbers that they predict. */
  countOutputs(units: number): number;
}

/** Names a loss and its settings. */
export type LossSettings =
  | {
      readonly type: 'softmaxCrossEntropy';
      readonly reduction: 'mean' | 'meanOverEntries';
      readonly labelSmoothing?: number | undefined;
    }
  | { readonly type: 'binaryCrossEntropy' | 'meanSquaredError' }
  | { readonly type: 'huber'; readonly delta: number };

/**
 * Softmax cross-entropy, -log softmax(z)_label = log(sum_k exp(z_k)) - z_label. Its derivative by
 * the logits is softmax(z) - onehot(label).
 *
 * @param reduction `mean` over the examples, or `meanOverEntries` of the one-hot labels: that is
 * divided by the number of classes as well.
 * @param smoothing a in the labels (1 - a) onehot(label) + a / classes, by which the loss is
 * log(sum_k exp(z_k)) - (1 - a) z_label - a mean(z) (Szegedy et al., 2016).
 */
export function softmaxCrossEntropy(
  reduction: 'mean' | 'meanOverEntries' = 'mean',
  smoothing = 0,
): Loss {
  return {
    name: 'softmaxCrossEntropy',
    differentiate(logits, labels, count, units, deltas) {
      const scale = 1 / (reduction === 'mean' ? count : count * units);
      let sum = 0;
      for (let i = 0; i < count; i += 1) {
        const start = i * units;
        const label = start + (labels[i] as number);
        sum +=
          softmaxRow(logits, start, units, deltas) - (1 - smoothing) * (logits[label] as number);
        deltas[label] = (deltas[label] as number) - (1 - smoothing);
        if (smoothing === 0) continue;
        const rest = smoothing / units;
        for (let p = start; p < start + units; p += 1) {
          sum -= rest * (logits[p] as number);
          deltas[p] = (deltas[p] as number) - rest;
        }
      }
      const length = count * units;
      for (let p = 0; p < length; p += 1) deltas[p] = (deltas[p] as number) * scale;
      return sum * scale;
    },
    writePredictions(logits, count, units, probabilities) {
      for (let i = 0; i < count; i += 1) softmaxRow(logits, i * units, units, probabilities);
    },
    predictClass(logits, start, units) {
      let best = 0;
      for (let j = 1; j < units; j += 1) {
        if ((logits[start + j] as number) > (logits[start + best] as number)) best = j;
      }
      return best;
    },
    countOutputs: (units) => units,
  };
}

/**
 * Logistic loss of one logit for labels 0 and 1: -log s(z) or -log(1 - s(z)), written
 * max(z, 0) - z y + log(1 + exp(-|z|)), which overflows for no z. Its derivative is s(z) - y.
 */
export const binaryCrossEntropy: Loss = {
  name: 'binaryCrossEntropy',
  differentiate(logits, labels, count, _units, deltas) {
    let sum = 0;
    for (let i = 0; i < count; i += 1) {
      const z = logits[i] as number;
      const y = labels[i] as number;
      sum += Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z)));
      deltas[i] = (stableSigmoid(z) - y) / count;
    }
    return sum / count;
  },
  writePredictions(logits, count, _units, probabilities) {
    for (let i = 0; i < count; i += 1) {
      const positive = stableSigmoid(logits[i] as number);
      probabilities[2 * i] = 1 - positive;
      probabilities[2 * i + 1] = positive;
    }
  },
  predictClass: (logits, start) => ((logits[start] as number) > 0 ? 1 : 0),
  countOutputs: () => 2,
};

/**
 * A loss of numbers, the mean over the errors e = z - y of all logits.
 *
 * @param value of one error, and its derivative.
 */
function errorLoss(
  name: string,
  value: (error: number) => number,
  derivative: (error: number) => number,
): Loss {
  return {
    name,
    differentiate(logits, labels, count, units, deltas) {
      const length = count * units;
      let sum = 0;
      for (let p = 0; p < length; p += 1) {
        const error = (logits[p] as number) - (labels[p] as number);
        sum += value(error);
        deltas[p] = derivative(error) / length;
      }
      return sum / length;
    },
    writePredictions(logits, count, units, predictions) {
      predictions.set(logits.subarray(0, count * units));
    },
    countOutputs: (units) => units,
  };
}

/** The mean of e^2. */
export const meanSquaredError: Loss = errorLoss(
  'meanSquaredError',
  (error) => error * error,
  (error) => 2 * error,
);

/** The mean of e^2 / 2 up to delta, and of delta (|e| - delta / 2) beyond (Huber, 1964). */
export function huber(delta: number): Loss {
  return errorLoss(
    'huber',
    (error) =>
      Math.abs(error) <= delta ? (error * error) / 2 : delta * (Math.abs(error) - delta / 2),
    (error) => Math.max(-delta, Math.min(delta, error)),
  );
}

/** The loss that settings name. */
export function createLoss(settings: LossSettings): Loss {
  switch (settings.type) {
    case 'softmaxCrossEntropy':
      return softmaxCrossEntropy(settings.reduction, settings.labelSmoothing);
    case 'binaryCrossEntropy':
      return binaryCrossEntropy;
    case 'meanSquaredError':
      return meanSquaredError;
    case 'huber':
      return huber(settings.delta);
    default:
      return unreachable(settings);
  }
}
