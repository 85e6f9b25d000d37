import type { ActivationName } from '../../activations/registry';
import type { NamedTensors, TrainingSession, TrainingTask } from '../../engine/engine';
import { layerKindOf } from '../../layers/registry';
import { logitsLayerName, planHiddenLayers } from '../../plan/network/layer-plan';
import type { RunSettings } from '../../plan/run-config';
import type { Pathology } from '../../records/findings-file';
import { findDeadRelus, findGradientTrouble, findSaturatedUnits } from './pathologies';
import { UnitCensus } from './unit-census';

/** Examples that an ailment is looked for on. */
const sampleSize = 256;
/** They go through the network in batches of this size at least, otherwise of the training's. */
const smallestBatch = 32;

/** In batches of how many examples a network is observed to find what ails it. */
export function ailmentBatchSize(
  { batchSize }: Pick<RunSettings, 'batchSize'>,
  trainCount: number,
): number {
  return Math.min(Math.max(batchSize, smallestBatch), sampleSize, trainCount);
}

/** What ails a network, as far as a sample of training examples shows it. */
export function findAilments(session: TrainingSession, task: TrainingTask): Pathology[] {
  const { count } = task.dataset.train;
  const batchSize = ailmentBatchSize(task.settings, count);
  const batches = Math.floor(Math.min(sampleSize, count) / batchSize);
  const census = new UnitCensus(activationOf(task));
  let gradients: NamedTensors = {};
  for (let batch = 0; batch < batches; batch += 1) {
    const indices = Int32Array.from({ length: batchSize }, (_, row) => batch * batchSize + row);
    census.add(session.observe(['activations'], indices).activations ?? {});
    if (batch === 0) gradients = session.observe(['gradients'], indices).gradients ?? {};
  }
  return [
    ...findDeadRelus(census),
    ...findSaturatedUnits(census),
    ...findGradientTrouble(gradients),
  ];
}

function activationOf({ settings, dataset }: TrainingTask) {
  const byLayer = new Map<string, ActivationName>();
  for (const { layer } of planHiddenLayers(settings.model, dataset.inputShape)) {
    const activation = layerKindOf(layer).activation(layer, settings.model.activation);
    if (activation !== undefined) byLayer.set(layer.name, activation.type);
  }
  byLayer.set(logitsLayerName, 'linear');
  return (layer: string) => byLayer.get(layer);
}
