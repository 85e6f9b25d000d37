import type { DatasetFacts } from '../../datasets/dataset-facts';
import type { LayerSpec } from '../../spec/model-schema';
import { countValues } from '../../util/count-values';
import type { RunSettings } from '../run-config';
import { planLayers } from './layer-plan';
import { layerOutputShape } from './layer-shape';

/** What decides how a training step is best executed. */
export interface StepFacts {
  /**
   * Multiplications and additions, roughly: those of the products of dense and convolutional
   * layers, forward, for the gradient of the weights and for that of the inputs.
   */
  readonly work: number;
  readonly hasConvolutions: boolean;
}

/** Describes a training step from its settings. */
export function describeStep(
  { model, batchSize }: Pick<RunSettings, 'model' | 'batchSize'>,
  { inputShape, classCount }: Pick<DatasetFacts, 'inputShape' | 'classCount'>,
): StepFacts {
  let shape = inputShape;
  let products = 0;
  const logits: LayerSpec = { type: 'dense', units: classCount };
  const layers = [...planLayers(model, inputShape), logits];
  for (const layer of layers) {
    const output = layerOutputShape(layer, shape);
    products += countProducts(layer, shape, output);
    shape = output;
  }
  const passes = 3;
  return {
    work: 2 * passes * products * batchSize,
    hasConvolutions: layers.some(({ type }) => type === 'conv2d'),
  };
}

/** Multiplications of one example's forward pass through a layer. */
function countProducts(
  layer: LayerSpec,
  input: readonly number[],
  output: readonly number[],
): number {
  if (layer.type === 'dense') return countValues(input) * layer.units;
  if (layer.type !== 'conv2d') return 0;
  return countValues(output) * layer.kernelSize ** 2 * (input.at(-1) ?? 1);
}
