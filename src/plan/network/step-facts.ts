import type { DatasetFacts } from '../../datasets/dataset-facts';
import type { WeightPlan } from '../../layers/weight-plan';
import { countValues } from '../../util/count-values';
import type { RunSettings } from '../run-config';
import { type PlannedLayer, planLayers } from './layer-plan';

/** What decides how a training step is best executed. */
export interface StepFacts {
  /**
   * Multiplications and additions, roughly: those of the products of dense and convolutional
   * layers, forward, for the gradient of the weights and for that of the inputs.
   */
  readonly work: number;
  readonly hasConvolutions: boolean;
}

/** What of the data decides how large a network is. */
export interface OutputFacts extends Pick<DatasetFacts, 'inputShape' | 'classCount'> {
  readonly targets?: { readonly names: readonly string[] } | undefined;
}

/** Describes a training step from its settings. */
export function describeStep(
  { model, batchSize }: Pick<RunSettings, 'model' | 'batchSize'>,
  { inputShape, classCount, targets }: OutputFacts,
): StepFacts {
  const layers = planLayers(model, inputShape, targets?.names.length ?? classCount);
  const products = layers.reduce((sum, layer) => sum + countProducts(layer), 0);
  const passes = 3;
  return {
    work: 2 * passes * products * batchSize,
    hasConvolutions: layers.some((layer) => kernelsOf(layer).some(({ shape }) => shape.length > 2)),
  };
}

/** Multiplications of one example's forward pass through a layer: its kernels at every place. */
function countProducts(layer: PlannedLayer): number {
  const places = countValues(layer.outputShape.slice(0, -1));
  return kernelsOf(layer).reduce((sum, { shape }) => sum + places * countValues(shape), 0);
}

function kernelsOf({ weights }: PlannedLayer): readonly WeightPlan[] {
  return weights.filter(({ role }) => role === 'kernel');
}
