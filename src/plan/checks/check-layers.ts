import { activations } from '../../activations/registry';
import type { DatasetFacts } from '../../datasets/dataset-facts';
import { allLayers, type LayerSpec, layerKindOf } from '../../layers/registry';
import type { ModelSpec } from '../../spec/model-schema';
import { type PlannedLayer, planHiddenLayers } from '../network/layer-plan';
import type { RunSettings } from '../run-config';
import type { SettingsProblem } from '../settings-problem';

/** Follows the shape of an example through the layers. */
export function checkLayers(
  { model }: RunSettings,
  { inputShape }: DatasetFacts,
): SettingsProblem[] {
  if (model.type === 'mlp') return [];
  if (model.type === 'layers') {
    return [...checkShapes(model, inputShape), ...checkNames(model.layers)];
  }
  if (inputShape.length !== 3) {
    const hint = 'Use `model: { type: mlp }` for points.';
    return [{ path: ['model'], message: 'the cnn needs images, but the data are points', hint }];
  }
  const side = Math.min(...inputShape.slice(0, 2));
  const poolings = model.filters.length;
  if (2 ** (poolings - 1) < side) return [];
  const message = `${poolings} poolings are too many for images of ${side} pixels`;
  return [{ path: ['model', 'filters'], message }];
}

/** Whether every layer gets what it takes, and every window fits into its image. */
function checkShapes(model: ModelSpec, inputShape: readonly number[]): SettingsProblem[] {
  const planned = planHiddenLayers(model, inputShape);
  for (const { layer, path, inputShape: shape } of planned) {
    const kind = layerKindOf(layer);
    if (kind.takes === 'images' && shape.length !== 3) {
      const isPoint = inputShape.length === 1;
      const message = `${layer.type} needs an image, but ${isPoint ? 'the data are points' : 'gets a flat vector here'}`;
      return [{ path, message, hint: isPoint ? undefined : hintAtImages(planned) }];
    }
    const window = kind.window(layer);
    const side = Math.min(...shape.slice(0, 2));
    if (window?.padding === 'valid' && window.size > side) {
      const message = `${layer.type} has a window of ${window.size}, but the image has ${side} pixels here`;
      return [{ path, message, hint: 'Use `padding: same`, or a smaller window.' }];
    }
  }
  return [];
}

/** Where images are to be had, in a network that makes vectors of them. */
function hintAtImages(planned: readonly PlannedLayer[]): string {
  const first = planned.find(({ outputShape }) => outputShape.length === 1)?.layer.type;
  const isUsual = first === undefined || first === 'flatten';
  return `Put it before ${isUsual ? 'any dense or flatten layer' : `the layer ${first}`}.`;
}

/** What unnamed layers are called: `conv1`, `fc2`, `flatten`. */
const automaticName = new RegExp(`^(${allLayers.map(({ nameStem }) => nameStem).join('|')})\\d*$`);

/** What the network calls the layers that it adds by itself. */
const reservedName = new RegExp(`^(input|logits)$|_(${layerActivations().join('|')})$`);

/** Activations that are a layer of their own, behind the one that they belong to. */
function layerActivations(): string[] {
  return Object.entries(activations).flatMap(([name, { buildLayer }]) =>
    buildLayer === undefined ? [] : [name],
  );
}

/** Names are unique, also among those that layers without a name get. */
function checkNames(layers: readonly LayerSpec[]): SettingsProblem[] {
  const names = new Set<string>();
  const counts = new Map<string, number>();
  return layers.flatMap((layer, index): SettingsProblem[] => {
    const { name } = layer;
    const stem = layerKindOf(layer).nameStem;
    const count = (counts.get(stem) ?? 0) + 1;
    counts.set(stem, count);
    if (name === undefined) return [];
    const isRepeated = names.has(name);
    names.add(name);
    const isOwn = name === stem || name === `${stem}${count}`;
    const isAnothers = reservedName.test(name) || (automaticName.test(name) && !isOwn);
    const path = ['model', 'layers', index, 'name'];
    if (isRepeated) return [{ path, message: `the layer name "${name}" is there twice` }];
    if (!isAnothers) return [];
    const hint = `Leave the name out: the layer is then called ${stem}${count}.`;
    return [{ path, message: `the layer name "${name}" is that of another layer`, hint }];
  });
}
