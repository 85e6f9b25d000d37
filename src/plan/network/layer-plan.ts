import type { LayerSpec, ModelSpec } from '../../spec/model-schema';

/** A hidden layer under the name that its weights, summaries and graph nodes carry. */
export type NamedLayer = LayerSpec & { readonly name: string };

/** Name of the last layer of every network, which follows the hidden ones. */
export const logitsLayerName = 'logits';

/** Name stems by kind: `conv1`, `pool1`, `fc1`. */
export const layerNameStems: Record<LayerSpec['type'], string> = {
  conv2d: 'conv',
  maxPool2d: 'pool',
  averagePool2d: 'pool',
  flatten: 'flatten',
  dense: 'fc',
  activation: 'activation',
  dropout: 'dropout',
};

/** The hidden layers that a model stands for, as a spec could list them. */
export function listLayers(model: ModelSpec): readonly LayerSpec[] {
  switch (model.type) {
    case 'cnn': {
      const { kernelSize, denseUnits, dropout } = model;
      const convolutions = model.filters.flatMap((filters): LayerSpec[] => [
        { type: 'conv2d', filters, kernelSize, strides: 1, padding: 'same' },
        { type: 'maxPool2d', poolSize: 2, padding: 'same' },
      ]);
      return [...convolutions, { type: 'dense', units: denseUnits }, ...dropoutLayers(dropout)];
    }
    case 'mlp':
      return model.hidden.flatMap((units): LayerSpec[] => [
        { type: 'dense', units },
        ...dropoutLayers(model.dropout),
      ]);
    case 'layers':
      return model.layers;
  }
}

function dropoutLayers(rate: number): LayerSpec[] {
  return rate > 0 ? [{ type: 'dropout', rate }] : [];
}

/**
 * The hidden layers of a model in order, each with a name. A flatten layer is put in where a dense
 * layer would meet an image, and behind the last layer if it gives images: the logits layer that
 * follows is dense.
 *
 * @param inputShape shape of one example.
 */
export function planLayers(model: ModelSpec, inputShape: readonly number[]): NamedLayer[] {
  const layers: LayerSpec[] = [];
  let isFlat = inputShape.length === 1;
  for (const layer of [...listLayers(model), undefined]) {
    if ((layer === undefined || layer.type === 'dense') && !isFlat)
      layers.push({ type: 'flatten' });
    if (layer === undefined || layer.type === 'dense' || layer.type === 'flatten') isFlat = true;
    if (layer !== undefined) layers.push(layer);
  }
  return nameLayers(layers);
}

/** Numbers the layers of each kind from 1; a kind that stands alone needs no number. */
function nameLayers(layers: readonly LayerSpec[]): NamedLayer[] {
  const seen = new Map<string, number>();
  const alone = (stem: string) =>
    !['conv', 'pool', 'fc'].includes(stem) &&
    layers.filter((layer) => layerNameStems[layer.type] === stem).length === 1;
  return layers.map((layer) => {
    const stem = layerNameStems[layer.type];
    const number = (seen.get(stem) ?? 0) + 1;
    seen.set(stem, number);
    return { ...layer, name: layer.name ?? (alone(stem) ? stem : `${stem}${number}`) };
  });
}
