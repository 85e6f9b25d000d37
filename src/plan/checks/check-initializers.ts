import type { DatasetFacts } from '../../datasets/dataset-facts';
import { type InitializerSpec, initializerOf } from '../../initializers/registry';
import { kernelSettingsOf } from '../../layers/registry';
import type { KernelSettings } from '../../layers/settings/kernel-settings';
import { countLogits } from '../network/count-logits';
import { logitsLayerName, planLayers } from '../network/layer-plan';
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
    shape: readonly number[],
    initializer: InitializerSpec,
    path: Path,
    ofLogits: boolean,
  ): void => {
    const isSquare = shape.length === 2 && shape[0] === shape[1];
    if (initializerOf(initializer).fills !== 'square matrices' || isSquare) return;
    const matrix = shape.length > 2 ? 'a convolution' : `a matrix of ${shape.join(' x ')}`;
    const what = ofLogits ? `the logits' of ${shape.join(' x ')}` : matrix;
    report(path, `\`${initializer.type}\` fills square matrices, not ${what}`, forMatrices);
  };

  checkBias(model.biasInitializer, ['model', 'biasInitializer']);
  const logitCount = countLogits(loss, facts);
  for (const { layer, path, weights } of planLayers(model, facts.inputShape, logitCount)) {
    const isLogits = layer.name === logitsLayerName;
    const own: KernelSettings = isLogits
      ? { initializer: model.outputInitializer }
      : kernelSettingsOf(layer);
    checkBias(own.biasInitializer, [...path, 'biasInitializer']);
    const key = isLogits && own.initializer !== undefined ? 'outputInitializer' : 'initializer';
    const place = [...(own.initializer === undefined ? ['model'] : path), key];
    for (const { shape, start } of weights) {
      if (start.by !== 'initializer') continue;
      checkKernel(shape, own.initializer ?? model.initializer, place, isLogits);
    }
  }
  return [...problems.values()];
}
