import type { ActivationName } from '../../src/activations/registry';

/** An activation as specs write it, without its type. */
type Sample = Readonly<Record<string, unknown>>;

/** Each activation in the forms that differ. */
const samples: Readonly<Record<ActivationName, readonly [Sample, ...Sample[]]>> = {
  relu: [{}],
  tanh: [{}],
  sigmoid: [{}],
  leakyRelu: [{ alpha: 0.2 }, { alpha: 0 }],
  elu: [{}],
  gelu: [{ approximate: false }, { approximate: true }],
  silu: [{}],
  selu: [{}],
  softplus: [{}],
  softsign: [{}],
  linear: [{}],
};

/** Every activation with its settings. */
export const activationSamples = Object.entries(samples).flatMap(([type, forms]) =>
  forms.map((form) => ({ type, ...form })),
);
