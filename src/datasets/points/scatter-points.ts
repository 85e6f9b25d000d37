import { createRandom, shuffle } from '../../util/random';
import { deriveSeed } from '../../util/seed';
import type { Dataset, Split, SplitName } from '../dataset';
import { checksumOfSplits } from '../dataset-checksum';
import { type PointDatasetSpec, pointClassNames } from './point-settings';

/** A point `[x, y]` of a curve, at `position` of `count` points along it. */
export type Curve = (position: number, count: number) => readonly [number, number];

/** What the points of each class are scattered about. */
export interface PointCurves {
  readonly outer: Curve;
  readonly inner: Curve;
}

/**
 * Scatters points about two curves, as scikit-learn's make_moons and make_circles do: half of the
 * points (rounded down) evenly along the outer curve, the others along the inner one, in random
 * order, each coordinate moved by normal noise. The validation and test splits are drawn in
 * the same way, each with order and noise of its own.
 */
export function scatterPoints(
  spec: PointDatasetSpec,
  runSeed: number,
  curves: PointCurves,
): Dataset {
  const seed = spec.seed ?? runSeed;
  const scatter = (split: SplitName, count: number): Split => {
    const random = createRandom(deriveSeed(seed, `dataset/${spec.name}/${split}`));
    const outerCount = Math.floor(count / 2);
    const order = Int32Array.from({ length: count }, (_, index) => index);
    shuffle(order, random);
    const inputs = new Float32Array(2 * count);
    const labels = new Uint8Array(count);
    order.forEach((position, index) => {
      const isInner = position >= outerCount;
      const [x, y] = isInner
        ? curves.inner(position - outerCount, count - outerCount)
        : curves.outer(position, outerCount);
      inputs[2 * index] = x + spec.noise * random.normal();
      inputs[2 * index + 1] = y + spec.noise * random.normal();
      labels[index] = isInner ? 1 : 0;
    });
    return { count, inputs, labels };
  };
  const train = scatter('train', spec.size);
  const test = scatter('test', spec.testSize);
  const validation = scatter('validation', spec.validation);
  return {
    name: spec.name,
    inputShape: [2],
    classNames: pointClassNames,
    scale: 1,
    offset: 0,
    train,
    validation,
    test,
    checksum: checksumOfSplits(spec, [train, validation, test]),
  };
}
