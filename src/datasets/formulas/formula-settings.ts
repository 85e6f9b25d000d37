import { z } from 'zod';
import type { NamedSettings } from '../dataset-kind';
import { pointSettings } from '../points/point-settings';

/** What every data set of a noisy formula may set. */
export const formulaSettings = {
  ...pointSettings,
  size: pointSettings.size.describe('Training examples.'),
  validation: pointSettings.validation.describe(
    'Validation examples, besides the training examples.',
  ),
  testSize: pointSettings.testSize.describe('Test examples.'),
  noise: z
    .number()
    .nonnegative()
    .max(1000)
    .default(0.2)
    .describe('Standard deviation of the noise on the target.'),
  standardizeTargets: z
    .boolean()
    .default(true)
    .describe(
      'Whether the network learns targets with mean 0 and deviation 1, by the training examples. Errors are told in their own units either way, the loss is not.',
    ),
};

/** A spec of a noisy formula. */
export type FormulaDatasetSpec = NamedSettings<typeof formulaSettings>;

/** A number as a function of inputs that are drawn uniformly from a range. */
export interface Formula {
  readonly inputCount: number;
  readonly range: readonly [low: number, high: number];
  valueAt(inputs: readonly number[]): number;
}
