import { type LayerSpec, layerKindOf } from '../../layers/registry';
import type { WeightPlan } from '../../layers/weight-plan';
import type { ModelSpec } from '../../spec/model-schema';
import type { SettingsProblem } from '../settings-problem';

/** A layer under the name that its weights, summaries and graph nodes carry. */
export type NamedLayer = LayerSpec & { readonly name: string };

/** A layer in its place. Shapes are those of one example. */
export interface PlannedLayer {
  readonly layer: NamedLayer;
  /** The setting that states it. */
  readonly path: SettingsProblem['path'];
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  readonly weights: readonly WeightPlan[];
}

/** Name of the last layer of every network, which follows the hidden ones. */
export const logitsLayerName = 'logits';

/** A layer as a spec could list it. */
interface ListedLayer {
  readonly layer: LayerSpec;
  readonly path: SettingsProblem['path'];
}

function listLayers(model: ModelSpec): readonly ListedLayer[] {
  switch (model.type) {
    case 'cnn': {
      const { kernelSize, denseUnits, dropout } = model;
      return [
        ...model.filters.flatMap((filters, index): ListedLayer[] => {
          const path = ['model', 'filters', index];
          return [
            { path, layer: { type: 'conv2d', filters, kernelSize, strides: 1, padding: 'same' } },
            { path, layer: { type: 'maxPool2d', poolSize: 2, padding: 'same' } },
          ];
        }),
        { path: ['model', 'denseUnits'], layer: { type: 'dense', units: denseUnits } },
        ...dropoutLayers(dropout),
      ];
    }
    case 'mlp':
      return model.hidden.flatMap((units, index): ListedLayer[] => [
        { path: ['model', 'hidden', index], layer: { type: 'dense', units } },
        ...dropoutLayers(model.dropout),
      ]);
    case 'layers':
      return model.layers.map((layer, index) => ({ layer, path: ['model', 'layers', index] }));
  }
}

function dropoutLayers(rate: number): ListedLayer[] {
  return rate > 0 ? [{ path: ['model', 'dropout'], layer: { type: 'dropout', rate } }] : [];
}

/**
 * The layers of a model in order, each with a name; the logits layer, which is dense, is the last.
 *
 * @param inputShape shape of one example.
 */
export function planLayers(
  model: ModelSpec,
  inputShape: readonly number[],
  logitCount: number,
): PlannedLayer[] {
  const hidden = planHiddenLayers(model, inputShape);
  const logits: NamedLayer = {
    type: 'dense',
    name: logitsLayerName,
    units: logitCount,
    activation: { type: 'linear' },
    initializer: model.outputInitializer ?? model.initializer,
  };
  return [...hidden, place(logits, ['model'], hidden.at(-1)?.outputShape ?? inputShape)];
}

/**
 * The layers of a model before the logits layer. A flatten layer is put in where an image would meet
 * a layer that takes vectors, and behind the last layer if it gives images.
 *
 * @param inputShape shape of one example.
 */
export function planHiddenLayers(model: ModelSpec, inputShape: readonly number[]): PlannedLayer[] {
  const listed: ListedLayer[] = [];
  let shape = inputShape;
  const add = (item: ListedLayer): void => {
    listed.push(item);
    shape = layerKindOf(item.layer).outputShape(item.layer, shape);
  };
  const flatten = (path: SettingsProblem['path']): void => {
    if (shape.length > 1) add({ layer: { type: 'flatten' }, path });
  };
  for (const item of listLayers(model)) {
    if (layerKindOf(item.layer).takes === 'vectors') flatten(item.path);
    add(item);
  }
  flatten(['model']);
  shape = inputShape;
  return nameLayers(listed.map(({ layer }) => layer)).map((layer, index) => {
    const planned = place(layer, listed[index]?.path ?? [], shape);
    shape = planned.outputShape;
    return planned;
  });
}

function place(
  layer: NamedLayer,
  path: SettingsProblem['path'],
  inputShape: readonly number[],
): PlannedLayer {
  const kind = layerKindOf(layer);
  return {
    layer,
    path,
    inputShape,
    outputShape: kind.outputShape(layer, inputShape),
    weights: kind.weights(layer, inputShape),
  };
}

/** Numbers the layers of each kind from 1; a kind that stands alone needs no number. */
function nameLayers(layers: readonly LayerSpec[]): NamedLayer[] {
  const stems = layers.map((layer) => layerKindOf(layer).nameStem);
  const seen = new Map<string, number>();
  return layers.map((layer) => {
    const { nameStem: stem, isAlwaysNumbered } = layerKindOf(layer);
    const number = (seen.get(stem) ?? 0) + 1;
    seen.set(stem, number);
    const isNumbered = isAlwaysNumbered || stems.filter((other) => other === stem).length > 1;
    return { ...layer, name: layer.name ?? (isNumbered ? `${stem}${number}` : stem) };
  });
}
