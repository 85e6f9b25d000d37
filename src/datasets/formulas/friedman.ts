import { defineDataset } from '../dataset-kind';
import { formulaKind } from './formula-kind';
import { formulaSettings } from './formula-settings';

/** The formula of scikit-learn's make_friedman1 (Friedman, Multivariate adaptive regression splines, 1991). */
export const friedman = defineDataset({
  description:
    'Ten inputs from 0 to 1, five of which say nothing: y = 10 sin(pi x1 x2) + 20 (x3 - 1/2)^2 + 10 x4 + 5 x5 to predict.',
  summary: 'ten inputs, five of which tell, a number to predict',
  settings: {
    ...formulaSettings,
    noise: formulaSettings.noise
      .unwrap()
      .default(1)
      .describe('Standard deviation of the noise on the target.'),
  },
  ...formulaKind({
    inputCount: 10,
    range: [0, 1],
    valueAt: ([a = 0, b = 0, c = 0, d = 0, e = 0]) =>
      10 * Math.sin(Math.PI * a * b) + 20 * (c - 0.5) ** 2 + 10 * d + 5 * e,
  }),
});
