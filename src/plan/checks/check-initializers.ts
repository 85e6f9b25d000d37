import type { DatasetFacts } from '../../datasets/dataset-facts';
import { type InitializerSpec, initializerOf } from '../../initializers/registry';
import type { LayerSpec } from '../../spec/model-schema';
import { countValues } from '../../util/count-values';
import { listLayers } from '../network/layer-plan';
import { layerOutputShape } from '../network/layer-shape';
import type { RunSettings } from '../run-config';
import type { SettingsProblem } from '../settings-problem';

type Path = SettingsProblem['path'];

const forBiases = 'Biases usually start at zeros, or at a constant.';
const forMatrices = '`orthogonal` comes nearest of those that fill any shape.';

/**
 * Finds initializers that can't fill what they are given: biases, or a matrix that is not square.
 */
export function checkInitializers(settings: RunSettings, facts: DatasetFacts): SettingsProblem[] {
  const problems = new Map<string, SettingsProblem>();
  const report = (path: Path, message: string, hint: string): void => {
    problems.set(path.join('.'), { path, message, hint });
  };
  const checkBias = (initializer: InitializerSpec | undefined, path: Path): void => {
    if (initializer === undefined || initializerOf(initializer).fills === 'anything') return;
    report(path, `\`${initializer.type}\` fills matrices, not biases`, forBiases);
  };
  const { model, loss } = settings;
  const checkKernel = (
    shape: readonly [fanIn: number, units: number] | 'convolution',
    own: Pick<Extract<LayerSpec, { type: 'dense' }>, 'initializer' | 'biasInitializer'>,
    path: Path,
  ): void => {
    checkBias(own.biasInitializer, [...path, 'biasInitializer']);
    const place = own.initializer === undefined ? ['model'] : path;
    const initializer = own.initializer ?? model.initializer;
    if (initializerOf(initializer).fills !== 'square matrices') return;
    if (shape !== 'convolution' && shape[0] === shape[1]) return;
    const what = shape === 'convolution' ? 'a convolution' : `a matrix of ${shape.join(' x ')}`;
    report(
      [...place, 'initializer'],
      `\`${initializer.type}\` fills square matrices, not ${what}`,
      forMatrices,
    );
  };

  checkBias(model.biasInitializer, ['model', 'biasInitializer']);
  let shape = facts.inputShape;
  for (const [index, layer] of listLayers(model).entries()) {
    const path = ['model', 'layers', index];
    if (layer.type === 'dense') checkKernel([countValues(shape), layer.units], layer, path);
    if (layer.type === 'conv2d') checkKernel('convolution', layer, path);
    shape = layerOutputShape(layer, shape);
  }
  const logitCount = loss.type === 'binaryCrossEntropy' ? 1 : facts.classCount;
  const { outputInitializer } = model;
  const forLogits = outputInitializer ?? model.initializer;
  const isSquare = countValues(shape) === logitCount;
  if (initializerOf(forLogits).fills === 'square matrices' && !isSquare) {
    const key = outputInitializer === undefined ? 'initializer' : 'outputInitializer';
    const matrix = `${countValues(shape)} x ${logitCount}`;
    report(
      ['model', key],
      `\`${forLogits.type}\` fills square matrices, not the logits' of ${matrix}`,
      forMatrices,
    );
  }
  return [...problems.values()];
}
