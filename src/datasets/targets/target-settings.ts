import { z } from 'zod';

/** Whether targets are standardized, true where it is not set. */
export const standardizeTarget = z
  .boolean()
  .describe(
    'Whether the network learns targets with mean 0 and standard deviation 1, by the training examples; true by default. Errors are told in units of the targets either way, the loss is not.',
  );
