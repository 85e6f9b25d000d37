import type { ActivationName } from '../../activations/registry';
import type { NamedTensors, TrainingSession, TrainingTask } from '../../engine/engine';
import { layerKindOf } from '../../layers/registry';
import { logitsLayerName, planHiddenLayers } from '../../plan/network/layer-plan';
import type { Findings, Misclassified, Pathology } from '../../records/findings-file';
import { scoreClasses } from './classification-report';
import { countConfusions, mostProbableClasses } from './confusion-matrix';
import {
  findDeadRelus,
  findGradientTrouble,
  findNoLearning,
  findSaturatedUnits,
} from './pathologies';
import { UnitCensus } from './unit-census';

/** Findings with what they were made from. */
export interface Examination {
  readonly findings: Findings;
  /** Class probabilities on the test split, `[count, classes]`. */
  readonly probabilities: Float32Array;
}

const keptMistakes = 100;
/** Examples that an ailment is looked for on. */
const sampleSize = 256;
/** They go through the network in batches of this size at least, otherwise of the training's. */
const smallestBatch = 32;

/** Examines a network: how it does per class, which mistakes it makes, and what ails it. */
export function examine(session: TrainingSession, task: TrainingTask): Examination {
  const { dataset } = task;
  const { classNames } = dataset;
  const { labels } = dataset.test;
  const { values: probabilities } = session.predict('test');
  const predictions = mostProbableClasses(probabilities, classNames.length);
  const confusionMatrix = countConfusions(labels, predictions, classNames.length);
  const report = scoreClasses(confusionMatrix, classNames);
  const supports = confusionMatrix.map((row) => row.reduce((sum, count) => sum + count, 0));
  return {
    probabilities,
    findings: {
      classNames,
      confusionMatrix,
      report,
      misclassified: listMistakes(labels, predictions, probabilities),
      pathologies: [...findAilments(session, task), ...findNoLearning(report.accuracy, supports)],
    },
  };
}

/** What ails a network, as far as a sample of training examples shows it. */
export function findAilments(session: TrainingSession, task: TrainingTask): Pathology[] {
  const { count } = task.dataset.train;
  const batchSize = Math.min(Math.max(task.settings.batchSize, smallestBatch), sampleSize, count);
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

function listMistakes(
  labels: Uint8Array,
  predictions: Uint8Array,
  probabilities: Float32Array,
): Misclassified[] {
  const classCount = probabilities.length / labels.length;
  const mistakes: Misclassified[] = [];
  for (const [index, label] of labels.entries()) {
    const predicted = predictions[index] ?? 0;
    if (predicted === label) continue;
    const probability = probabilities[index * classCount + predicted] ?? 0;
    mistakes.push({ index, label, predicted, probability });
  }
  return mistakes.sort((a, b) => b.probability - a.probability).slice(0, keptMistakes);
}
