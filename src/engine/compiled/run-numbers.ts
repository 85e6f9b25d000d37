import type { Network } from '../../model/network';
import type { Clipping } from '../clip-gradients';
import type { TensorSpec, TensorSpecs } from '../tracing/ground/tensor-spec';

/** The number by which L2 draws a weight to 0. */
export const l2Number = (weight: string): string => `l2/${weight}`;

/**
 * Numbers of a run that its graph takes as inputs, by name, so that runs which differ only there have
 * one graph. (Those of the optimizer's update are not among them: the program knows them itself.)
 */
export function listRunNumbers(
  network: Network,
  { clipNorm, clipValue }: Clipping,
): Record<string, number> {
  const l2 = [...network.l2ByWeight].map(([weight, factor]) => [l2Number(weight), factor]);
  return {
    ...Object.fromEntries([...network.numbers, ...l2]),
    ...(clipNorm !== undefined && { clipNorm }),
    ...(clipValue !== undefined && { clipValue }),
  };
}

/** Numbers of a run as inputs of a function. */
export function numberSpecs(names: readonly string[]): TensorSpecs {
  const scalar: TensorSpec = { shape: [], dtype: 'float32' };
  return Object.fromEntries(names.map((name) => [name, scalar]));
}
