import type { Initializer, TensorFlow } from '../tensorflow/types';
import type { Fans } from './initializer-kind';
import { type InitializerSpec, initializerOf } from './registry';

/**
 * Makes a tfjs initializer of a kernel.
 *
 * @param seed sub-seed of this one tensor, not 0: tfjs takes 0 for "no seed", and gives equal
 * values to equal seeds.
 */
export function buildInitializer(
  tf: TensorFlow,
  spec: InitializerSpec,
  fans: Fans,
  seed: number,
): Initializer {
  return initializerOf(spec).build(tf, spec, fans, seed);
}

/**
 * Makes a tfjs initializer of biases, `[units]`.
 *
 * @param fans those of the layer's kernel.
 * @param seed as in `buildInitializer`.
 */
export function buildBiasInitializer(
  tf: TensorFlow,
  spec: InitializerSpec,
  fans: Fans,
  units: number,
  seed: number,
): Initializer {
  const isOfKernel = initializerOf(spec).biasFans === 'of the kernel';
  const own = isOfKernel ? fans : { fanIn: units, fanOut: units };
  return buildInitializer(tf, spec, own, seed);
}
