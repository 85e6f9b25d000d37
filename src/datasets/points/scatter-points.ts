import { countClasses } from '../../plan/count-classes';
import type { DatasetFacts } from '../../plan/dataset-facts';
import type { DatasetSpec } from '../../spec/dataset-schema';
import { createRandom, shuffle } from '../../util/random';
import { deriveSeed } from '../../util/seed';
import type { Dataset, Split, SplitName } from '../dataset';
import { checksumOfSplits } from '../dataset-checksum';

/** A spec of points in the plane, of two classes. */
export type PointDatasetSpec = Extract<DatasetSpec, { name: 'moons' | 'circles' }>;

/** A point `[x, y]` of a curve, at `position` of `count` points along it. */
export type Curve = (position: number, count: number) => readonly [number, number];

/**
 * Scatters points about two curves, as scikit-learn's make_moons and make_circles do: half of the
 * points (rounded down) evenly along the outer curve, the others along the inner one, in random
 * order, each coordinate moved by normal noise. The validation and test splits are drawn in
 * the same way, each with order and noise of its own.
 */
export function createPointDataset(
  spec: PointDatasetSpec,
  runSeed: number,
  curves: { readonly outer: Curve; readonly inner: Curve },
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
    classNames: ['outer', 'inner'],
    scale: 1,
    offset: 0,
    train,
    validation,
    test,
    checksum: checksumOfSplits(spec, [train, validation, test]),
  };
}

/** What planning has to know of points. */
export function pointDatasetFacts(spec: PointDatasetSpec): DatasetFacts {
  return {
    inputShape: [2],
    classCount: countClasses(spec),
    trainCount: spec.size,
    validationCount: spec.validation,
    testCount: spec.testSize,
  };
}
