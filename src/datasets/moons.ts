import { defineDataset } from './dataset-kind';
import { pointKind, scattering } from './points/point-kind';
import { pointSettings } from './points/point-settings';
import type { PointCurves } from './points/scatter-points';

/**
 * Two interleaving half circles, with the formulas of scikit-learn's make_moons: the outer one
 * (cos t, sin t), the inner one (1 - cos t, 1/2 - sin t), t from 0 to pi, both ends included.
 */
export const moonCurves: PointCurves = {
  outer(position, count) {
    const t = angle(position, count);
    return [Math.cos(t), Math.sin(t)];
  },
  inner(position, count) {
    const t = angle(position, count);
    return [1 - Math.cos(t), 0.5 - Math.sin(t)];
  },
};

function angle(position: number, count: number): number {
  return count === 1 ? 0 : (Math.PI * position) / (count - 1);
}

export const moons = defineDataset({
  description: 'Points of two half circles, each of which reaches into the other: two classes.',
  summary: 'two interleaving half circles',
  settings: pointSettings,
  ...pointKind,
  load: async (spec, runSeed) => scattering().scatterPoints(spec, runSeed, moonCurves),
});
