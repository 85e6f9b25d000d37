import type { DatasetSpec } from '../spec/dataset-schema';
import type { Dataset } from './dataset';
import { createPointDataset } from './points/scatter-points';

/**
 * Two interleaving half circles, with the formulas of scikit-learn's make_moons: the outer one
 * (cos t, sin t), the inner one (1 - cos t, 1/2 - sin t), t from 0 to pi, both ends included.
 */
export function createMoons(
  spec: Extract<DatasetSpec, { name: 'moons' }>,
  runSeed: number,
): Dataset {
  const angle = (position: number, count: number): number =>
    count === 1 ? 0 : (Math.PI * position) / (count - 1);
  return createPointDataset(spec, runSeed, {
    outer: (position, count) => {
      const t = angle(position, count);
      return [Math.cos(t), Math.sin(t)];
    },
    inner: (position, count) => {
      const t = angle(position, count);
      return [1 - Math.cos(t), 0.5 - Math.sin(t)];
    },
  });
}
