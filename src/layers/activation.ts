import { activationSchema } from '../activations/registry';
import { defineLayer } from './layer-kind';

export const activation = defineLayer({
  description: 'A function alone, behind a layer that is `linear`.',
  settings: { activation: activationSchema.describe('The function.') },
  nameStem: 'activation',
  isAlwaysNumbered: false,
  takes: 'anything',
  gives: 'nothing new',
  window: () => undefined,
  outputShape: (_, input) => input,
  weights: () => [],
  activation: ({ activation }) => activation,
  build: () => undefined,
});
