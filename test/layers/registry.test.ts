import { layerKindOf, layerSchema, layers } from '../../src/layers/registry';
import { buildNetwork } from '../../src/model/network';
import { planLayers } from '../../src/plan/network/layer-plan';
import { modelSchema } from '../../src/spec/model-schema';
import { allSamples } from './layer-samples';

const image = [8, 8, 3];
const build = (layer: unknown, portable: boolean) => {
  const first = { type: 'conv2d', filters: 4, kernelSize: 3 };
  const model = modelSchema.parse({ type: 'layers', layers: [first, layer] });
  const planned = planLayers(model, image, 3);
  const options = { model, inputShape: image, logitCount: 3, seed: 1, portable };
  return { planned, ...buildNetwork(options) };
};

describe.each(allSamples)('%j', (sample) => {
  test.each([false, true])('is built as it is planned, for a saved model: %s', (portable) => {
    const { planned, model } = build(sample, portable);
    const expected = planned.flatMap(({ layer, weights }) =>
      weights.map(({ name, shape, role }) => [
        `${layer.name}/${name}`,
        shape,
        role !== 'statistic',
      ]),
    );
    const built = model.layers.flatMap((layer) =>
      layer.weights.map(({ originalName, shape, trainable }) => [originalName, shape, trainable]),
    );
    expect(built).toEqual(expected);
    for (const { layer, outputShape } of planned) {
      if (layer.type === 'activation') continue;
      expect(model.getLayer(layer.name).outputShape).toEqual([null, ...outputShape]);
    }
    model.dispose();
  });

  test('starts from the same weights in a saved model', () => {
    const valuesOf = (portable: boolean) => {
      const { model } = build(sample, portable);
      const values = model.getWeights().map((weight) => [...weight.dataSync()]);
      model.dispose();
      return values;
    };
    expect(valuesOf(true)).toEqual(valuesOf(false));
  });
});

test('layers of one stem are numbered alike', () => {
  for (const kind of Object.values(layers)) {
    const others = Object.values(layers).filter(({ nameStem }) => nameStem === kind.nameStem);
    expect(others.map(({ isAlwaysNumbered }) => isAlwaysNumbered)).toEqual(
      others.map(() => kind.isAlwaysNumbered),
    );
  }
});

test('only an image is flattened before the logits', () => {
  const namesBehind = (layer: unknown) => {
    const { planned, model } = build(layer, false);
    model.dispose();
    return planned.map(({ layer: { name } }) => name);
  };
  expect(namesBehind('maxPool2d')).toEqual(['conv1', 'pool1', 'flatten', 'logits']);
  expect(namesBehind('globalAveragePool2d')).toEqual(['conv1', 'globalPool', 'logits']);
});

test('a layer without settings is named by its kind alone', () => {
  expect(layerSchema.parse('flatten')).toEqual({ type: 'flatten' });
  expect(layerKindOf(layerSchema.parse('maxPool2d'))).toBe(layers.maxPool2d);
  expect(layerSchema.safeParse('dense').success).toBe(false);
});
