import { countValues } from '../util/count-values';
import { defineLayer } from './layer-kind';
import { kernelSettings, ownActivation, unitCount } from './settings/kernel-settings';
import { bias, kernel } from './weight-plan';

/** Rosenblatt (1958), with a function behind it. */
export const dense = defineLayer({
  description: 'Every unit sees every input.',
  otherNames: ['linear', 'fc', 'fullyconnected'],
  settings: { units: unitCount.describe('How many units.'), ...kernelSettings },
  nameStem: 'fc',
  isAlwaysNumbered: true,
  takes: 'vectors',
  gives: 'preactivations',
  window: () => undefined,
  outputShape: ({ units }) => [units],
  weights({ units }, input) {
    const inputs = countValues(input);
    const fans = { fanIn: inputs, fanOut: units };
    return [kernel([inputs, units], fans), bias(units, fans)];
  },
  activation: ownActivation,
  build: ({ units }, { tf, name, initializer }) =>
    tf.layers.dense({
      name,
      units,
      kernelInitializer: initializer('kernel'),
      biasInitializer: initializer('bias'),
    }),
});
