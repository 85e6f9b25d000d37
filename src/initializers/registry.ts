import type { z } from 'zod';
import type { KindRegistry } from '../kinds/kind';
import { kindSchema } from '../kinds/kind-schema';
import { constant } from './constant';
import { fanInNormal } from './fan-in-normal';
import { glorotNormal } from './glorot-normal';
import { glorotUniform } from './glorot-uniform';
import { heNormal } from './he-normal';
import { heUniform } from './he-uniform';
import { identity } from './identity';
import type { InitializerKind } from './initializer-kind';
import { leCunNormal } from './le-cun-normal';
import { leCunUniform } from './le-cun-uniform';
import { ones } from './ones';
import { orthogonal } from './orthogonal';
import { randomNormal } from './random-normal';
import { randomUniform } from './random-uniform';
import { truncatedNormal } from './truncated-normal';
import { varianceScaling } from './variance-scaling';
import { zeros } from './zeros';

/** Every initializer, by its name in specs. */
export const initializers = {
  zeros,
  ones,
  identity,
  glorotUniform,
  glorotNormal,
  heNormal,
  heUniform,
  leCunNormal,
  leCunUniform,
  orthogonal,
  /** Glorot's first name, by which specs may call him too. */
  xavier: { ...glorotUniform, description: 'Another name of glorotUniform.' },
  constant,
  randomNormal,
  truncatedNormal,
  randomUniform,
  varianceScaling,
  fanInNormal,
} as const satisfies KindRegistry<InitializerKind>;

/**
 * How weights or biases start: a name, or a mapping with `type` and its settings. `xavier` comes
 * out as `glorotUniform`.
 */
export const initializerSchema = kindSchema(initializers, {
  id: 'initializer',
  description:
    'How weights or biases start. The variances of glorot, he and leCun initializers are those of Keras, also where a normal is cut off at two standard deviations (PyTorch does not cut it off). Fans of a convolution count the area of its kernel; both fans of biases are their length.',
}).transform((spec) => (spec.type === 'xavier' ? { type: 'glorotUniform' as const } : spec));

/** A resolved initializer. */
export type InitializerSpec = z.output<typeof initializerSchema>;

/** The name of an initializer, in specs. */
export type InitializerName = keyof typeof initializers;

/** The initializer that a spec names. */
export function initializerOf({ type }: Pick<InitializerSpec, 'type'>): InitializerKind {
  return initializers[type];
}
