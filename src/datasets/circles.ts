import type { DatasetSpec } from '../spec/dataset-schema';
import type { Dataset } from './dataset';
import { type Curve, createPointDataset } from './points/scatter-points';

/**
 * A circle in a circle, with the formulas of scikit-learn's make_circles: radius 1 outside and
 * `factor` inside, the angles from 0 to 2 pi with the end left out.
 */
export function createCircles(
  spec: Extract<DatasetSpec, { name: 'circles' }>,
  runSeed: number,
): Dataset {
  const circle =
    (radius: number): Curve =>
    (position, count) => {
      const t = (2 * Math.PI * position) / count;
      return [radius * Math.cos(t), radius * Math.sin(t)];
    };
  return createPointDataset(spec, runSeed, { outer: circle(1), inner: circle(spec.factor) });
}
