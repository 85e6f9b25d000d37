import type { LayerName } from '../../src/layers/registry';

/** A layer as specs write it, without its type. */
type Sample = Readonly<Record<string, unknown>>;

/** Each kind of layer in the forms that differ most, for images of 8 x 8 pixels. */
export const layerSamples: Readonly<Record<LayerName, readonly [Sample, ...Sample[]]>> = {
  conv2d: [
    { filters: 3, kernelSize: 3, strides: 2 },
    { filters: 3, kernelSize: 3, padding: 'valid', l2: 0.1 },
  ],
  maxPool2d: [
    { poolSize: 3, strides: 2 },
    { poolSize: 2, strides: 3, padding: 'valid' },
  ],
  averagePool2d: [{ poolSize: 2 }, { poolSize: 3, strides: 2 }],
  flatten: [{}],
  dense: [{ units: 5, activation: 'tanh', l2: 0.1 }],
  activation: [{ activation: 'tanh' }],
  dropout: [{ rate: 0.5 }],
  layerNorm: [{}, { epsilon: 0.1 }],
  globalAveragePool2d: [{}],
  separableConv2d: [
    { filters: 4, kernelSize: 3 },
    { filters: 4, kernelSize: 3, strides: 2, padding: 'valid', depthMultiplier: 2, l2: 0.1 },
  ],
  depthwiseConv2d: [
    { kernelSize: 3, depthMultiplier: 2 },
    { kernelSize: 2, strides: 2, padding: 'valid', activation: 'linear' },
  ],
  batchNorm: [{}, { momentum: 0.8, epsilon: 0.01 }],
};

/** Every sample with its type. */
export const allSamples = Object.entries(layerSamples).flatMap(([type, samples]) =>
  samples.map((sample) => ({ type, ...sample })),
);
