import type { z } from 'zod';
import type { KindRegistry } from '../kinds/kind';
import { kindSchema } from '../kinds/kind-schema';
import { kindOf } from '../kinds/own-kinds';
import type { ActivationKind } from './activation-kind';
import { elu } from './elu';
import { gelu } from './gelu';
import { leakyRelu } from './leaky-relu';
import { linear } from './linear';
import { relu } from './relu';
import { selu } from './selu';
import { sigmoid } from './sigmoid';
import { silu } from './silu';
import { softplus } from './softplus';
import { softsign } from './softsign';
import { tanh } from './tanh';

/** Every activation, by its name in specs. */
export const activations = {
  relu,
  tanh,
  sigmoid,
  leakyRelu,
  elu,
  gelu,
  silu,
  selu,
  softplus,
  softsign,
  linear,
} as const satisfies KindRegistry<ActivationKind>;

/** The function of a hidden layer: a name, or a mapping where it has settings. */
export const activationSchema = kindSchema(activations, {
  id: 'activation',
  description: 'The function of hidden units.',
});

/** A resolved activation. */
export type ActivationSpec = z.output<typeof activationSchema>;

/** The name of an activation. */
export type ActivationName = ActivationSpec['type'];

/** The activation that a spec names. */
export function activationOf({ type }: Pick<ActivationSpec, 'type'>): ActivationKind {
  return kindOf<ActivationKind>(activations, 'activation', type);
}

/** Every activation, whatever its name. */
export const allActivations: readonly ActivationKind[] = Object.values(activations);
