import type { z } from 'zod';
import type { KindRegistry } from '../kinds/kind';
import { kindSchema } from '../kinds/kind-schema';
import { binaryCrossEntropy } from './binary-cross-entropy';
import { huber } from './huber';
import type { LossKind } from './loss-kind';
import { meanSquaredError } from './mean-squared-error';
import { softmaxCrossEntropy } from './softmax-cross-entropy';

/** Every loss, by its name in specs. */
export const losses = {
  softmaxCrossEntropy,
  binaryCrossEntropy,
  meanSquaredError,
  huber,
} as const satisfies KindRegistry<LossKind>;

/** What training makes small, besides the L2 penalty. */
export const lossSchema = kindSchema(losses, {
  id: 'loss',
  description: 'What training makes small, besides the L2 penalty.',
});

/** A resolved loss. */
export type LossSpec = z.output<typeof lossSchema>;

/** The loss that a spec names. */
export function lossOf({ type }: Pick<LossSpec, 'type'>): LossKind {
  return losses[type];
}
