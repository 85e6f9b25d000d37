import type { UnitAilment } from '../../activations/activation-kind';
import { type ActivationName, activationOf } from '../../activations/registry';
import type { NamedTensors } from '../../engine/engine';
import type { Pathology } from '../../records/findings-file';
import { rootMeanSquare } from '../../util/root-mean-square';
import type { UnitCensus, UnitCount } from './unit-census';

/** A layer is worth naming when at least this share of its units is affected. */
const noteworthyShare = 0.2;

/**
 * ReLU units that gave zero for every example of a sample: no gradient passes them, so that
 * training can't bring them back.
 */
export function findDeadRelus(census: UnitCensus): Pathology[] {
  return findUnits(census, 'dead', ({ flat, total }) => flat === total).map(({ layer, share }) => ({
    kind: 'dead-relus',
    layer,
    share,
    detail: `dead ReLUs: ${percent(share)} of ${layer}`,
  }));
}

/** Units at the flat ends of their activation for nearly all examples: they learn next to nothing. */
export function findSaturatedUnits(census: UnitCensus): Pathology[] {
  const isFlat = ({ flat, total }: UnitCount): boolean => flat >= 0.95 * total;
  return findUnits(census, 'saturated', isFlat).map(({ layer, share, activation }) => ({
    kind: 'saturated-units' as const,
    layer,
    share,
    detail: `saturated ${activation} units: ${percent(share)} of ${layer}`,
  }));
}

function findUnits(
  census: UnitCensus,
  ailment: UnitAilment['as'],
  isAffected: (unit: UnitCount) => boolean,
): { layer: string; share: number; activation: ActivationName }[] {
  return census.layers().flatMap(({ layer, activation, units }) => {
    if (activationOf({ type: activation }).ailment?.as !== ailment) return [];
    const share = units.filter(isAffected).length / units.length;
    return share >= noteworthyShare ? [{ layer, share, activation }] : [];
  });
}

/** Between first and last layer, a gradient that shrinks this much hardly moves the first one. */
const vanishingRatio = 1e-3;
/** A gradient per weight this large moves a weight of usual size many times over in one step. */
const explodingRms = 1e2;

/**
 * Gradients that get lost or blow up on their way from the last layer to the first (Bengio, Simard
 * and Frasconi, 1994; Glorot and Bengio, 2010), by the root mean square per weight.
 *
 * @param gradients of the weights, by name in the order of the layers.
 */
export function findGradientTrouble(gradients: NamedTensors): Pathology[] {
  const layers = Object.entries(gradients).flatMap(([name, { values }]) =>
    name.endsWith('kernel')
      ? [{ layer: name.replace(/\/\w+$/, ''), rms: rootMeanSquare(values) }]
      : [],
  );
  const last = layers.at(-1);
  const exploding = layers.filter(({ rms }) => rms > explodingRms);
  if (exploding.length > 0) {
    return exploding.map(({ layer, rms }) => ({
      kind: 'exploding-gradient',
      layer,
      detail: `exploding gradient: ${rms.toExponential(1)} per weight in ${layer}`,
    }));
  }
  if (last === undefined || last.rms === 0) return [];
  return layers
    .filter(({ rms }) => rms < vanishingRatio * last.rms)
    .map(({ layer, rms }) => ({
      kind: 'vanishing-gradient',
      layer,
      detail: `vanishing gradient: ${layer} gets ${(rms / last.rms).toExponential(1)} of what ${last.layer} gets`,
    }));
}

/**
 * Accuracy that guessing would reach: no better than always naming the most frequent class, within
 * two standard errors.
 *
 * @param supports examples per class.
 */
export function findNoLearning(accuracy: number, supports: readonly number[]): Pathology[] {
  const total = supports.reduce((sum, count) => sum + count, 0);
  const chance = Math.max(...supports) / total;
  const standardError = Math.sqrt((chance * (1 - chance)) / total);
  if (accuracy > chance + 2 * standardError) return [];
  const detail = `no learning: test accuracy ${percent(accuracy)} is what guessing gives`;
  return [{ kind: 'no-learning', detail }];
}

/**
 * A coefficient of determination that the mean of the targets would reach: of nothing but chance it is
 * above 4 / count once in twenty times.
 */
export function findNoFit(r2: number, count: number): Pathology[] {
  if (r2 > 4 / count) return [];
  const detail = `no learning: test r2 ${(Math.round(100 * r2) / 100 || 0).toFixed(2)} is no better than predicting the mean`;
  return [{ kind: 'no-learning', detail }];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}
