import { unreachable } from '../util/unreachable';
import { hyperbolicTangent } from './hyperbolic-tangent';
import { normalDensity, normalShareBelow } from './normal-distribution';

/** The function of a layer, with its derivative beside it. */
export interface Activation {
  readonly name: string;
  /** The activation a = f(z) of a net input z. */
  value(z: number): number;
  /**
   * f'(z), the derivative at the net input z. `a` is f(z), which the forward pass has at hand: where
   * f' can be written in terms of it that is cheaper, and still the derivative at z.
   */
  derivative(z: number, a: number): number;
  /** True where f' jumps at 0, so that finite differences across 0 mean nothing. */
  readonly hasKinkAtZero: boolean;
}

/** Names an activation and its settings. */
export type ActivationSettings =
  | { readonly type: 'tanh' | 'sigmoid' | 'relu' | 'elu' | 'selu' | 'linear' }
  | { readonly type: 'softplus' | 'softsign' | 'silu' }
  | { readonly type: 'gelu'; readonly approximate: boolean }
  | { readonly type: 'leakyRelu'; readonly alpha: number };

/** Hyperbolic tangent: tanh' = 1 - tanh^2. */
export const tanh: Activation = {
  name: 'tanh',
  value: hyperbolicTangent,
  derivative: (_z, a) => 1 - a * a,
  hasKinkAtZero: false,
};

/** What the sigmoid is never below: its logarithm stays finite. */
export const sigmoidFloor = 1e-15;

/**
 * Logistic sigmoid 1 / (1 + exp(-z)), at least `sigmoidFloor`. The form with exp(z) is the same
 * number for negative z, where exp(-z) would overflow.
 */
export function stableSigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const exponential = Math.exp(z);
  return Math.max(sigmoidFloor, exponential / (1 + exponential));
}

/** Logistic sigmoid: s' = s (1 - s), and 0 where it is clipped and so constant. */
export const sigmoid: Activation = {
  name: 'sigmoid',
  value: stableSigmoid,
  derivative: (_z, a) => (a <= sigmoidFloor ? 0 : a * (1 - a)),
  hasKinkAtZero: false,
};

/** Rectifier max(z, 0), with derivative 0 at 0 as in TensorFlow. */
export const relu: Activation = {
  name: 'relu',
  value: (z) => Math.max(z, 0),
  derivative: (z) => (z > 0 ? 1 : 0),
  hasKinkAtZero: true,
};

/** Rectifier with the slope `alpha` below 0 (Maas et al., 2013). */
export function leakyRelu(alpha: number): Activation {
  return {
    name: 'leakyRelu',
    value: (z) => (z > 0 ? z : alpha * z),
    derivative: (z) => (z > 0 ? 1 : alpha),
    hasKinkAtZero: true,
  };
}

/** z above 0, exp(z) - 1 below (Clevert et al., 2016, alpha 1); there f'(z) = exp(z) = a + 1. */
export const elu: Activation = {
  name: 'elu',
  value: (z) => (z > 0 ? z : Math.expm1(z)),
  derivative: (z, a) => (z > 0 ? 1 : a + 1),
  hasKinkAtZero: false,
};

/** Scale and alpha with which mean 0 and variance 1 are a fixed point (Klambauer et al., 2017). */
const seluScale = 1.0507009873554805;
const seluAlpha = 1.6732632423543772;

/** scale z above 0, scale alpha (exp(z) - 1) below; there f'(z) = a + scale alpha. */
export const selu: Activation = {
  name: 'selu',
  value: (z) => (z >= 0 ? seluScale * z : seluScale * seluAlpha * Math.expm1(z)),
  derivative: (z, a) => (z >= 0 ? seluScale : a + seluScale * seluAlpha),
  hasKinkAtZero: true,
};

/** log(1 + exp(z)), in a form that overflows for no z. Its derivative is the sigmoid. */
export const softplus: Activation = {
  name: 'softplus',
  value: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
  derivative: (z) => 1 / (1 + Math.exp(-z)),
  hasKinkAtZero: false,
};

/** z / (1 + |z|); f'(z) = 1 / (1 + |z|)^2. */
export const softsign: Activation = {
  name: 'softsign',
  value: (z) => z / (1 + Math.abs(z)),
  derivative: (z) => 1 / (1 + Math.abs(z)) ** 2,
  hasKinkAtZero: false,
};

/** z s(z) with the sigmoid s; f'(z) = s + z s (1 - s). */
export const silu: Activation = {
  name: 'silu',
  value: (z) => z / (1 + Math.exp(-z)),
  derivative(z) {
    const s = 1 / (1 + Math.exp(-z));
    return s * (1 + z * (1 - s));
  },
  hasKinkAtZero: false,
};

/** z P(z), P the standard normal distribution function, of derivative p: f'(z) = P + z p. */
export const gelu: Activation = {
  name: 'gelu',
  value: (z) => z * normalShareBelow(z),
  derivative: (z) => normalShareBelow(z) + z * normalDensity(z),
  hasKinkAtZero: false,
};

/**
 * z (1 + tanh(u)) / 2 with u = sqrt(2 / pi) (z + 0.044715 z^3), near gelu (Hendrycks and Gimpel,
 * 2016); 1 + tanh(u) is 2 / (1 + exp(-2u)), which has no cancellation.
 */
export const approximateGelu: Activation = {
  name: 'gelu, approximate',
  value: (z) => z / (1 + Math.exp(-2 * geluArgument(z))),
  derivative(z) {
    const share = 1 / (1 + Math.exp(-2 * geluArgument(z)));
    const change = 2 * share * (1 - share);
    // Far from 0 the share does not change, though its argument grows without bound.
    if (change === 0) return share;
    return share + z * change * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * z * z);
  },
  hasKinkAtZero: false,
};

function geluArgument(z: number): number {
  return Math.sqrt(2 / Math.PI) * (z + 0.044715 * z ** 3);
}

/** No activation: a = z. */
export const linear: Activation = {
  name: 'linear',
  value: (z) => z,
  derivative: () => 1,
  hasKinkAtZero: false,
};

/** The activation that settings name. */
export function createActivation(settings: ActivationSettings): Activation {
  switch (settings.type) {
    case 'tanh':
      return tanh;
    case 'sigmoid':
      return sigmoid;
    case 'relu':
      return relu;
    case 'leakyRelu':
      return leakyRelu(settings.alpha);
    case 'elu':
      return elu;
    case 'selu':
      return selu;
    case 'softplus':
      return softplus;
    case 'softsign':
      return softsign;
    case 'silu':
      return silu;
    case 'gelu':
      return settings.approximate ? approximateGelu : gelu;
    case 'linear':
      return linear;
    default:
      return unreachable(settings);
  }
}
