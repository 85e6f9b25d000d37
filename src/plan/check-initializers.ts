import type { InitializerSpec } from '../spec/initializer-schema';
import type { LayerSpec } from '../spec/model-schema';
import type { DatasetFacts } from './dataset-facts';
import type { RunSettings } from './run-config';
import type { SettingsProblem } from './settings-problem';

type Path = SettingsProblem['path'];

/**
 * Finds initializers that can't fill what they are given: `identity` needs a square matrix,
 * `orthogonal` anything but a vector of biases.
 */
export function checkInitializers(settings: RunSettings, facts: DatasetFacts): SettingsProblem[] {
  const problems = new Map<string, SettingsProblem>();
  const report = (path: Path, message: string): void => {
    problems.set(path.join('.'), { path, message });
  };
  const checkBias = (initializer: InitializerSpec | undefined, path: Path): void => {
    if (initializer?.type !== 'identity' && initializer?.type !== 'orthogonal') return;
    report(path, `\`${initializer.type}\` fills matrices, not biases`);
  };
  const { model, loss } = settings;
  const checkKernel = (
    shape: readonly [fanIn: number, units: number] | 'convolution',
    own: Pick<Extract<LayerSpec, { type: 'dense' }>, 'initializer' | 'biasInitializer'>,
    path: Path,
  ): void => {
    checkBias(own.biasInitializer, [...path, 'biasInitializer']);
    const place = own.initializer === undefined ? ['model'] : path;
    if ((own.initializer ?? model.initializer).type !== 'identity') return;
    if (shape !== 'convolution' && shape[0] === shape[1]) return;
    const what = shape === 'convolution' ? 'a convolution' : `a matrix of ${shape.join(' x ')}`;
    report([...place, 'initializer'], `\`identity\` fills square matrices, not ${what}`);
  };

  checkBias(model.biasInitializer, ['model', 'biasInitializer']);
  let shape = facts.inputShape;
  for (const [index, layer] of hiddenLayers(model).entries()) {
    const path = ['model', 'layers', index];
    if (layer.type === 'dense') checkKernel([product(shape), layer.units], layer, path);
    if (layer.type === 'conv2d') checkKernel('convolution', layer, path);
    shape = outputShape(layer, shape);
  }
  const logitCount = loss.type === 'binaryCrossEntropy' ? 1 : facts.classCount;
  const { outputInitializer } = model;
  if (
    (outputInitializer ?? model.initializer).type === 'identity' &&
    product(shape) !== logitCount
  ) {
    const key = outputInitializer === undefined ? 'initializer' : 'outputInitializer';
    const matrix = `${product(shape)} x ${logitCount}`;
    report(['model', key], `\`identity\` fills square matrices, not the logits' of ${matrix}`);
  }
  return [...problems.values()];
}

/** The layers of a model that change the shape of what goes through them. */
function hiddenLayers(model: RunSettings['model']): readonly LayerSpec[] {
  switch (model.type) {
    case 'layers':
      return model.layers;
    case 'mlp':
      return model.hidden.map((units) => ({ type: 'dense', units }));
    case 'cnn':
      return [
        ...model.filters.flatMap((filters): LayerSpec[] => [
          { type: 'conv2d', filters, kernelSize: model.kernelSize, strides: 1, padding: 'same' },
          { type: 'maxPool2d', poolSize: 2, padding: 'same' },
        ]),
        { type: 'dense', units: model.denseUnits },
      ];
  }
}

function outputShape(layer: LayerSpec, shape: readonly number[]): readonly number[] {
  switch (layer.type) {
    case 'dense':
      return [layer.units];
    case 'flatten':
      return [product(shape)];
    case 'activation':
    case 'dropout':
      return shape;
    case 'conv2d':
    case 'maxPool2d':
    case 'averagePool2d': {
      const [height = 1, width = 1, channels = 1] = shape;
      const isConvolution = layer.type === 'conv2d';
      const window = isConvolution ? layer.kernelSize : layer.poolSize;
      const strides = layer.strides ?? window;
      const side = (size: number): number =>
        Math.max(1, Math.ceil((layer.padding === 'same' ? size : size - window + 1) / strides));
      return [side(height), side(width), isConvolution ? layer.filters : channels];
    }
  }
}

function product(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}
