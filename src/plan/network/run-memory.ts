import type { DatasetFacts } from '../../datasets/dataset-facts';
import type { WeightPlan } from '../../layers/weight-plan';
import { buildOptimizer } from '../../optimizers/optimizer';
import type { OptimizerSpec } from '../../optimizers/registry';
import { countValues } from '../../util/count-values';
import { evaluationBatchSize } from '../execution-plan';
import type { RunSettings } from '../run-config';
import type { SettingsProblem } from '../settings-problem';
import { countLogits } from './count-logits';
import { planLayers } from './layer-plan';

/** A layer with weights. */
export interface WeightedLayer {
  readonly name: string;
  /** The setting that makes it as large as it is. */
  readonly path: SettingsProblem['path'];
  /** Shape of its largest weight tensor. */
  readonly kernelShape: readonly number[];
  readonly parameterCount: number;
}

/** What a run can't do without, in bytes. */
export interface RunMemory {
  /** The logits layer is the last one. */
  readonly layers: readonly WeightedLayer[];
  readonly parameterCount: number;
  /** Weights, their gradients, and what the optimizer keeps of each. */
  readonly stateBytes: number;
  /** Weights and what the optimizer keeps, as a checkpoint holds them. */
  readonly checkpointBytes: number;
  /** What layers make of the examples that go through them at once. */
  readonly activationBytes: number;
}

/** Settings that decide the memory of a run. */
export const memorySettings = [
  ...['model', 'dataset', 'loss', 'optimizer', 'batchSize', 'engine'],
] as const;

/** Values that the optimizer keeps of each weight. */
export function countSlots(optimizer: OptimizerSpec): number {
  return Object.keys(buildOptimizer(optimizer).rule.slots).length;
}

/** Estimates what a run needs at least, from its settings alone. */
export function estimateMemory(settings: RunSettings, facts: DatasetFacts): RunMemory {
  const { model, loss, optimizer, batchSize, engine } = settings;
  const units = countLogits(loss, facts);
  const layers: WeightedLayer[] = [];
  let kept = countValues(facts.inputShape);
  let widest = 0;
  let trainedCount = 0;
  let parameterCount = 0;
  for (const { layer, path, weights, ...shapes } of planLayers(model, facts.inputShape, units)) {
    const [largest] = weights.toSorted((a, b) => countValues(b.shape) - countValues(a.shape));
    if (largest !== undefined) {
      const own = countParameters(weights);
      layers.push({ name: layer.name, path, kernelShape: largest.shape, parameterCount: own });
      parameterCount += own;
      trainedCount += countParameters(weights.filter(({ role }) => role !== 'statistic'));
    }
    const output = countValues(shapes.outputShape);
    kept += output;
    widest = Math.max(widest, countValues(shapes.inputShape) + output);
  }
  const slots = countSlots(optimizer);
  const valueBytes = engine === 'reference' ? 8 : 4;
  // The reference engine saves a float64 as three float32.
  const savedBytes = engine === 'reference' ? 12 : 4;
  return {
    layers,
    parameterCount,
    stateBytes: valueBytes * (parameterCount + trainedCount * (1 + slots)),
    checkpointBytes: savedBytes * (parameterCount + trainedCount * slots),
    activationBytes: valueBytes * Math.max(batchSize * kept, evaluationBatchSize * widest),
  };
}

function countParameters(weights: readonly WeightPlan[]): number {
  return weights.reduce((sum, { shape }) => sum + countValues(shape), 0);
}
