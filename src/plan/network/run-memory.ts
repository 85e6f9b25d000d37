import type { DatasetFacts } from '../../datasets/dataset-facts';
import type { LayerSpec, ModelSpec } from '../../spec/model-schema';
import type { OptimizerSpec } from '../../spec/optimizer-schema';
import { countValues } from '../../util/count-values';
import { evaluationBatchSize } from '../execution-plan';
import type { RunSettings } from '../run-config';
import type { SettingsProblem } from '../settings-problem';
import { logitsLayerName, planLayers } from './layer-plan';
import { layerOutputShape } from './layer-shape';

/** A layer with weights. */
export interface WeightedLayer {
  readonly name: string;
  /** The setting that makes it as large as it is. */
  readonly path: SettingsProblem['path'];
  readonly kernelShape: readonly number[];
  /** Of kernel and biases. */
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
  switch (optimizer.type) {
    case 'sgd':
      return 0;
    case 'momentum':
    case 'adagrad':
      return 1;
    case 'adam':
    case 'adamax':
      return 2;
    case 'rmsprop':
      return optimizer.centered ? 3 : 2;
  }
}

/** Estimates what a run needs at least, from its settings alone. */
export function estimateMemory(settings: RunSettings, facts: DatasetFacts): RunMemory {
  const { model, loss, optimizer, batchSize, engine } = settings;
  const units = loss.type === 'binaryCrossEntropy' ? 1 : facts.classCount;
  const paths = listWeightedPaths(model);
  const layers: WeightedLayer[] = [];
  let shape = facts.inputShape;
  let kept = countValues(shape);
  let widest = 0;
  for (const layer of [
    ...planLayers(model, facts.inputShape),
    { type: 'dense', name: logitsLayerName, units } as const,
  ]) {
    const output = layerOutputShape(layer, shape);
    const kernelShape = kernelShapeOf(layer, shape);
    if (kernelShape !== undefined) {
      const parameterCount = countValues(kernelShape) + (kernelShape.at(-1) ?? 0);
      const path = paths[layers.length] ?? ['model'];
      layers.push({ name: layer.name, path, kernelShape, parameterCount });
    }
    kept += countValues(output);
    widest = Math.max(widest, countValues(shape) + countValues(output));
    shape = output;
  }
  const parameterCount = layers.reduce((sum, layer) => sum + layer.parameterCount, 0);
  const valueBytes = engine === 'reference' ? 8 : 4;
  // The reference engine saves a float64 as three float32.
  const savedBytes = engine === 'reference' ? 12 : 4;
  return {
    layers,
    parameterCount,
    stateBytes: valueBytes * parameterCount * (2 + countSlots(optimizer)),
    checkpointBytes: savedBytes * parameterCount * (1 + countSlots(optimizer)),
    activationBytes: valueBytes * Math.max(batchSize * kept, evaluationBatchSize * widest),
  };
}

function kernelShapeOf(layer: LayerSpec, input: readonly number[]): number[] | undefined {
  if (layer.type === 'dense') return [countValues(input), layer.units];
  if (layer.type !== 'conv2d') return undefined;
  return [layer.kernelSize, layer.kernelSize, input.at(-1) ?? 1, layer.filters];
}

/** Where a spec sets the size of each hidden layer with weights, in order. */
function listWeightedPaths(model: ModelSpec): SettingsProblem['path'][] {
  switch (model.type) {
    case 'mlp':
      return model.hidden.map((_, index) => ['model', 'hidden', index]);
    case 'cnn':
      return [
        ...model.filters.map((_, index) => ['model', 'filters', index]),
        ['model', 'denseUnits'],
      ];
    case 'layers':
      return model.layers.flatMap(({ type }, index) =>
        type === 'dense' || type === 'conv2d' ? [['model', 'layers', index]] : [],
      );
  }
}
