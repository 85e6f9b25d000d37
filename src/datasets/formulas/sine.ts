import { defineDataset } from '../dataset-kind';
import { formulaKind } from './formula-kind';
import { formulaSettings } from './formula-settings';

export const sine = defineDataset({
  description:
    'Noisy points of a sine curve: one input from -1 to 1, and y = sin(2 pi x) to predict.',
  summary: 'noisy points of a sine curve, a number to predict',
  settings: formulaSettings,
  ...formulaKind({
    inputCount: 1,
    range: [-1, 1],
    valueAt: ([x = 0]) => Math.sin(2 * Math.PI * x),
  }),
});
