import { countValues } from '../../util/count-values';
import type { Dataset, Split, SplitName } from '../dataset';

/**
 * Collects the inputs of some examples, scaled: `[indices.length, ...inputShape]`, row-major.
 *
 * @param indices positions in the split
 */
export function gatherInputs(
  dataset: Dataset,
  split: SplitName,
  indices: Int32Array,
): Float32Array {
  const { inputs } = dataset[split];
  const size = countValues(dataset.inputShape);
  const gathered = new Float32Array(indices.length * size);
  const { scale, offset } = dataset;
  let to = 0;
  for (const index of indices) {
    const start = index * size;
    for (let from = start; from < start + size; from += 1) {
      gathered[to] = (inputs[from] as number) * scale + offset;
      to += 1;
    }
  }
  return gathered;
}

/** Collects training inputs as a step trains on them: changed by `augment`, then scaled. */
export function gatherAugmented(
  dataset: Dataset,
  indices: Int32Array,
  augment: (inputs: Split['inputs']) => void,
): Float32Array {
  const { inputs } = dataset.train;
  const size = countValues(dataset.inputShape);
  const length = indices.length * size;
  const raw = inputs instanceof Uint8Array ? new Uint8Array(length) : new Float32Array(length);
  for (const [position, index] of indices.entries()) {
    raw.set(inputs.subarray(index * size, (index + 1) * size), position * size);
  }
  augment(raw);
  return Float32Array.from(raw, (value) => value * dataset.scale + dataset.offset);
}

/**
 * Collects the labels of some examples: class ids, `[indices.length]`, or targets as the network learns
 * them, `[indices.length, targets]`.
 */
export function gatherLabels(
  dataset: Dataset,
  split: SplitName,
  indices: Int32Array,
): Int32Array | Float32Array {
  const { targets } = dataset;
  const { labels } = dataset[split];
  if (targets === undefined) return indices.map((index) => labels[index] as number);
  const { means, deviations } = targets;
  const width = means.length;
  return Float32Array.from({ length: indices.length * width }, (_, at) => {
    const column = at % width;
    const label = labels[(indices[Math.floor(at / width)] as number) * width + column] as number;
    return (label - (means[column] as number)) / (deviations[column] as number);
  });
}
