import { z } from 'zod';
import { type ActivationSpec, activationSchema } from '../../activations/registry';
import { initializerSchema } from '../../initializers/registry';

/** How many units a layer can have. */
export const unitCount = z.int().positive().max(100_000);

/** The L2 term of kernels. */
export const l2 = z
  .number()
  .nonnegative()
  .describe(
    'Adds l2 / 2 times the sum of squared weights (not biases) to what is made small, so l2 times the weight to its gradient. `weight_decay` of PyTorch adds as much, to biases too; `regularizers.L2` of Keras adds twice as much, for it lacks the half. The loss that is recorded is without it.',
  );

/** What a layer with a kernel may set for itself; the model's value holds where it does not. */
export const kernelSettings = {
  activation: activationSchema.optional().describe("Function of its units, if not the model's."),
  initializer: initializerSchema
    .optional()
    .describe("How its weights start, if not as the model's."),
  biasInitializer: initializerSchema
    .optional()
    .describe("How its biases start, if not as the model's."),
  l2: l2.optional().describe("`l2` of its weights, if not the model's."),
};

/** What a layer set of `kernelSettings`. */
export type KernelSettings = z.output<z.ZodObject<typeof kernelSettings>>;

/** The function of units with a kernel: their own, or the model's. */
export function ownActivation(
  { activation }: Pick<KernelSettings, 'activation'>,
  ofModel: ActivationSpec,
): ActivationSpec {
  return activation ?? ofModel;
}
