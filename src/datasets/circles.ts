import { z } from 'zod';
import { defineDataset } from './dataset-kind';
import { pointKind, scattering } from './points/point-kind';
import { pointSettings } from './points/point-settings';
import type { Curve, PointCurves } from './points/scatter-points';

/**
 * A circle in a circle, with the formulas of scikit-learn's make_circles: radius 1 outside and
 * `factor` inside, the angles from 0 to 2 pi with the end left out.
 */
export function circleCurves(factor: number): PointCurves {
  const circle =
    (radius: number): Curve =>
    (position, count) => {
      const t = (2 * Math.PI * position) / count;
      return [radius * Math.cos(t), radius * Math.sin(t)];
    };
  return { outer: circle(1), inner: circle(factor) };
}

const settings = {
  ...pointSettings,
  factor: z
    .number()
    .positive()
    .lt(1)
    .default(0.8)
    .describe('Radius of the inner circle; the outer one has 1.'),
};

export const circles = defineDataset({
  description: 'Points of two circles, one within the other: two classes.',
  summary: 'a circle in a circle',
  settings,
  ...pointKind,
  load: async (spec, runSeed) =>
    scattering().scatterPoints(spec, runSeed, circleCurves(spec.factor)),
});
