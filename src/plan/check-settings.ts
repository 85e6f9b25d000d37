import type { LayerSpec } from '../spec/model-schema';
import type { DatasetFacts } from './dataset-facts';
import type { RunSettings } from './run-config';

/** Something that can't work, although every value is valid by itself. */
export interface SettingsProblem {
  /** The setting that is to be changed, by its path. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint?: string;
}

/** Checks what only shows when settings meet each other and the data. */
export function checkSettings(settings: RunSettings, facts: DatasetFacts): SettingsProblem[] {
  return [
    ...checkBatches(settings, facts),
    ...checkLoss(settings, facts),
    ...checkSchedule(settings),
    ...checkLayers(settings, facts),
    ...checkEngine(settings),
  ];
}

function checkBatches({ batchSize }: RunSettings, { trainCount }: DatasetFacts): SettingsProblem[] {
  if (batchSize <= trainCount) return [];
  const message = `\`batchSize\` is ${batchSize}, but there are ${trainCount} training examples`;
  return [{ path: ['batchSize'], message, hint: 'Use `batchSize: full` for all of them.' }];
}

function checkLoss({ loss }: RunSettings, { classCount }: DatasetFacts): SettingsProblem[] {
  if (loss.type !== 'binaryCrossEntropy' || classCount === 2) return [];
  return [
    {
      path: ['loss'],
      message: `binaryCrossEntropy takes two classes, but the data has ${classCount}`,
      hint: 'Choose two with `dataset.classes`, or use softmaxCrossEntropy.',
    },
  ];
}

function checkSchedule({ schedule, steps }: RunSettings): SettingsProblem[] {
  if (schedule.warmupSteps < steps || schedule.warmupSteps === 0) return [];
  const { warmupSteps } = schedule;
  const message = `\`schedule.warmupSteps\` is ${warmupSteps}, but the run has ${steps} steps`;
  return [{ path: ['schedule', 'warmupSteps'], message }];
}

function checkEngine({ engine, model }: RunSettings): SettingsProblem[] {
  if (engine !== 'reference' || (model.type === 'mlp' && model.dropout === 0)) return [];
  const message = 'the reference engine trains `mlp` models without dropout only';
  return [{ path: ['engine'], message, hint: 'Use `engine: eager` or `engine: compiled`.' }];
}

/** Follows the shape of an example through the layers. */
function checkLayers({ model }: RunSettings, { inputShape }: DatasetFacts): SettingsProblem[] {
  const isImage = inputShape.length === 3;
  if (model.type === 'mlp') return [];
  if (model.type === 'cnn') {
    const side = Math.min(...inputShape.slice(0, 2));
    if (!isImage) return [{ path: ['model'], message: needsImages('the cnn'), hint: useMlp }];
    const poolings = model.filters.length;
    if (2 ** (poolings - 1) < side) return [];
    const message = `${poolings} poolings are too many for images of ${side} pixels`;
    return [{ path: ['model', 'filters'], message }];
  }
  return checkExplicitLayers(model.layers, inputShape);
}

const useMlp = 'Use `model: { type: mlp }` for points.';
const needsImages = (what: string): string => `${what} needs images, but the data are points`;

function checkExplicitLayers(
  layers: readonly LayerSpec[],
  inputShape: readonly number[],
): SettingsProblem[] {
  const problems: SettingsProblem[] = [];
  const names = new Set<string>(['logits']);
  let side = inputShape.length === 3 ? Math.min(...inputShape.slice(0, 2)) : undefined;
  for (const [index, layer] of layers.entries()) {
    const path = ['model', 'layers', index];
    if (layer.name !== undefined && names.has(layer.name)) {
      const message = `the layer name "${layer.name}" is taken`;
      problems.push({
        path: [...path, 'name'],
        message,
        hint: 'Names are unique; "logits" is the last layer.',
      });
    }
    if (layer.name !== undefined) names.add(layer.name);
    if (layer.type === 'dense' || layer.type === 'flatten') {
      side = undefined;
    } else if (layer.type !== 'activation' && layer.type !== 'dropout') {
      const window = layer.type === 'conv2d' ? layer.kernelSize : layer.poolSize;
      const strides = layer.strides ?? window;
      if (side === undefined) {
        const message = `${layer.type} needs an image, but gets a flat vector here`;
        problems.push({ path, message, hint: 'Put it before any dense or flatten layer.' });
        return problems;
      }
      if (layer.padding === 'valid' && window > side) {
        const message = `${layer.type} has a window of ${window}, but the image has ${side} pixels here`;
        problems.push({ path, message });
        return problems;
      }
      side = Math.ceil((layer.padding === 'same' ? side : side - window + 1) / strides);
    }
  }
  return problems;
}
