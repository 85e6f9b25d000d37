import type { z } from 'zod';
import type { KindRegistry } from '../kinds/kind';
import { kindSchema } from '../kinds/kind-schema';
import { kindOf } from '../kinds/own-kinds';
import { adadelta } from './adadelta';
import { adagrad } from './adagrad';
import { adam } from './adam';
import { adamax } from './adamax';
import { adamw } from './adamw';
import { lion } from './lion';
import { momentum } from './momentum';
import { nadam } from './nadam';
import type { OptimizerKind } from './optimizer-kind';
import { rmsprop } from './rmsprop';
import { sgd } from './sgd';
import { clipping } from './shared-settings';

/**
 * Every optimizer, by its name in specs. Descriptions say where libraries differ: w are weights, g
 * gradients, r the learning rate of the step, t its number. Formulas are those of TensorFlow's
 * training kernels (training_ops.cc), so that all engines walk the same trajectory; test/reference
 * holds each against paper, with an epsilon that is felt.
 */
export const optimizers = {
  sgd,
  momentum,
  adam,
  adamw,
  nadam,
  adamax,
  rmsprop,
  adagrad,
  adadelta,
  lion,
} as const satisfies KindRegistry<OptimizerKind>;

/** How weights move along their gradients: a name, or a mapping with `type` and its settings. */
export const optimizerSchema = kindSchema(optimizers, {
  id: 'optimizer',
  description: 'How weights move along their gradients.',
  common: clipping,
  rules: [
    {
      holds: ({ clipNorm, clipValue }) => clipNorm === undefined || clipValue === undefined,
      message: 'can not go with `clipNorm`: give one of them',
      blames: 'clipValue',
    },
  ],
});

/** A resolved optimizer. */
export type OptimizerSpec = z.output<typeof optimizerSchema>;

/** The optimizer that a spec names. */
export function optimizerOf({ type }: OptimizerSpec): OptimizerKind {
  return kindOf<OptimizerKind>(optimizers, 'optimizer', type);
}
