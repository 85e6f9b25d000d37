import { z } from 'zod';
import type { NamedSettings } from '../dataset-kind';
import { pointSettings } from '../points/point-settings';
import { standardizeTarget } from '../targets/target-settings';

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
  standardizeTarget: standardizeTarget.default(true),
};

/** A spec of a noisy formula. */
export type FormulaDatasetSpec = NamedSettings<typeof formulaSettings>;

/** A number as a function of inputs that are drawn uniformly from a range. */
export interface Formula {
  readonly inputCount: number;
  readonly range: readonly [low: number, high: number];
  valueAt(inputs: readonly number[]): number;
}
