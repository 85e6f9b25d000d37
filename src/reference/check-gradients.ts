import { createRandom, shuffle } from '../util/random';
import { deriveSeed } from '../util/seed';
import type { Labels } from './loss';
import type { Network, Parameter } from './network';

/** What finite differences say of the gradient of one weight tensor. */
export interface GradientCheck {
  readonly layer: string;
  readonly parameter: string;
  /** The largest `relativeError` over the values that were checked. */
  readonly maxRelativeError: number;
  /** Where it is: a position in the tensor, -1 where none was checked. */
  readonly index: number;
  /** How many values were compared. */
  readonly checked: number;
  /**
   * How many were not, because a net input changed sign at every step size: the objective has a
   * kink there and finite differences are no derivative.
   */
  readonly kinks: number;
  /** Where the first of them meets its kink. */
  readonly kinkAt?: KinkPlace;
}

/** A net input that is at the kink of its activation, or as near to it as makes no difference. */
export interface KinkPlace {
  readonly layer: string;
  readonly unit: number;
  /** Position of the example in its batch. */
  readonly example: number;
  readonly preactivation: number;
}

/** How thoroughly gradients are checked. */
export interface GradientCheckOptions {
  /** Values checked per tensor, drawn with `seed`; all of them by default. */
  readonly samplesPerTensor?: number;
  readonly seed?: number;
}

/**
 * What the relative error of a right gradient stays below, in float64. A difference of fourth order
 * over steps of h errs by h^4 f'''''/30 from truncation, and by about 1e-16 f / h from rounding:
 * with h = 1e-3 both are some 1e-13 of f, where the usual two-point difference with h = 1e-5 errs
 * by 1e-11. So gradients from 1e-6 on are resolved to 1e-7 of themselves, and a factor that is
 * wrong by a millionth shows. A gradient that all but vanishes, below 1e-7, may miss the tolerance
 * by rounding alone; `index` tells where.
 */
export const gradientTolerance = 1e-7;

/**
 * Step sizes in the order in which they are tried. The first is right nearly always. A longer one
 * helps where the gradient is so small that rounding drowns it, a shorter one where the loss curves
 * much or a kink is near. Taking the best can't make a wrong gradient pass: no step size gives a
 * number that is wrong in the same way.
 */
const stepSizes = [1e-3, 4e-3, 2.5e-4, 1.6e-2, 6e-5];

/** |a - n| / max(|a|, |n|, 1e-8), for an analytic and a numeric derivative. */
export function relativeError(analytic: number, numeric: number): number {
  const scale = Math.max(Math.abs(analytic), Math.abs(numeric), 1e-8);
  return Math.abs(analytic - numeric) / scale;
}

/**
 * Compares the gradients of a network, value by value, with central finite differences of its
 * objective (mean loss plus L2 term). Leaves the weights as they were.
 *
 * @param inputs `[count, inputCount]`
 * @param labels class ids, `[count]`, or numbers, `[count, units]`
 * @returns a result per weight tensor, in the network's order.
 */
export function checkGradients(
  network: Network,
  inputs: Float64Array,
  labels: Labels,
  count: number,
  options: GradientCheckOptions = {},
): GradientCheck[] {
  network.differentiate(inputs, labels, count);
  const gradients = network.parameters.map(({ gradient }) => gradient.slice());
  const before = readKinkedInputs(network, count);
  let lastKink: KinkPlace | undefined;

  /** The objective with one weight moved, or undefined behind a kink. */
  const probe = (parameter: Parameter, index: number, offset: number): number | undefined => {
    const { values } = parameter;
    const original = values[index] as number;
    values[index] = original + offset;
    const objective = network.objective(inputs, labels, count);
    values[index] = original;
    const crossed = findCrossing(network, before);
    lastKink = crossed ?? lastKink;
    return crossed === undefined ? objective : undefined;
  };

  return network.parameters.map((parameter, position) => {
    const gradient = gradients[position] as Float64Array;
    const [layer = '', name = ''] = parameter.name.split('/');
    const result = { maxRelativeError: 0, index: -1, checked: 0, kinks: 0 };
    let kinkAt: KinkPlace | undefined;
    for (const index of sampleIndices(parameter, options)) {
      const error = findError(gradient[index] as number, (offset) =>
        probe(parameter, index, offset),
      );
      if (error === undefined) {
        result.kinks += 1;
        kinkAt ??= lastKink;
        continue;
      }
      result.checked += 1;
      // NaN is the largest error of all.
      if (result.index < 0 || !(error <= result.maxRelativeError)) {
        result.maxRelativeError = error;
        result.index = index;
      }
    }
    return { layer, parameter: name, ...result, kinkAt };
  });
}

/** The least relative error over the step sizes; undefined where a kink is in the way of all. */
function findError(
  analytic: number,
  probe: (offset: number) => number | undefined,
): number | undefined {
  let least: number | undefined;
  for (const h of stepSizes) {
    const numeric = centralDifference(probe, h);
    if (numeric === undefined) continue;
    const error = relativeError(analytic, numeric);
    if (least === undefined || error < least) least = error;
    if (least <= gradientTolerance / 10) break;
  }
  return least;
}

/**
 * f'(0) from four points, [8 (f(h) - f(-h)) - (f(2h) - f(-2h))] / 12h, exact for polynomials of
 * fourth order (Abramowitz and Stegun, 25.3.6); undefined where f is.
 */
export function centralDifference(
  f: (offset: number) => number | undefined,
  h: number,
): number | undefined {
  const near = difference(f(h), f(-h));
  const far = near === undefined ? undefined : difference(f(2 * h), f(-2 * h));
  if (near === undefined || far === undefined) return undefined;
  return (8 * near - far) / (12 * h);
}

function difference(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a - b;
}

/** The net inputs of each layer whose activation has a kink, `[count, units]`. */
function readKinkedInputs(network: Network, count: number): ReadonlyMap<string, Float64Array> {
  const inputs = new Map<string, Float64Array>();
  for (const { name, units, activation, preactivations } of network.layers) {
    if (activation.hasKinkAtZero) inputs.set(name, preactivations.slice(0, count * units));
  }
  return inputs;
}

/** A net input of the batch just seen that is no longer on its side of the kink. */
function findCrossing(
  network: Network,
  before: ReadonlyMap<string, Float64Array>,
): KinkPlace | undefined {
  for (const { name, units, preactivations } of network.layers) {
    const old = before.get(name) ?? new Float64Array();
    for (let p = 0; p < old.length; p += 1) {
      const preactivation = old[p] as number;
      if ((preactivations[p] as number) > 0 === preactivation > 0) continue;
      return { layer: name, unit: p % units, example: Math.floor(p / units), preactivation };
    }
  }
  return undefined;
}

/** All positions of a tensor, or a seeded sample of them in order. */
function sampleIndices(
  { name, values }: Parameter,
  { samplesPerTensor = values.length, seed = 0 }: GradientCheckOptions,
): Int32Array {
  const indices = Int32Array.from({ length: values.length }, (_, index) => index);
  if (samplesPerTensor >= values.length) return indices;
  shuffle(indices, createRandom(deriveSeed(seed, `gradient-check/${name}`)));
  return indices.slice(0, samplesPerTensor).sort();
}
