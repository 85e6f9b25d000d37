import { createRandom, shuffle } from '../../util/random';
import { deriveSeed } from '../../util/seed';
import type { Dataset, Split } from '../dataset';
import { checksumOfSplits } from '../dataset-checksum';
import type { NamedSettings } from '../dataset-kind';
import { chosenClassNames, digitNames } from '../images/class-names';
import { pixelScaling } from '../images/pixel-scaling';
import { digitSize } from './digit-size';
import { drawDigit } from './draw-digit';
import type { syntheticDigitsSettings } from './synthetic-digits-settings';

/** A spec of drawn digits. */
export type SyntheticDigitsSpec = NamedSettings<typeof syntheticDigitsSettings>;

/**
 * Draws a data set of handwritten-looking digits. `classes` says which digits are drawn, not which
 * are kept: the splits have the sizes asked for. Each image depends on the seed, its split and its
 * position alone, so a larger split begins with the images of a smaller one.
 *
 * @throws UserError where a class is chosen twice
 */
export function drawDigits(spec: SyntheticDigitsSpec): Dataset {
  const classNames = chosenClassNames(digitNames, spec.classes);
  const digits = classNames.map(Number);
  const train = drawSplit('train', spec.train, digits, spec.seed);
  const validation = drawSplit('validation', spec.validation, digits, spec.seed);
  const test = drawSplit('test', spec.test, digits, spec.seed);
  return {
    name: spec.name,
    inputShape: [digitSize, digitSize, 1],
    classNames,
    ...pixelScaling(spec.range),
    train,
    validation,
    test,
    checksum: checksumOfSplits(spec, [train, validation, test]),
  };
}

function drawSplit(name: string, count: number, digits: readonly number[], seed: number): Split {
  const pixelCount = digitSize * digitSize;
  const inputs = new Uint8Array(count * pixelCount);
  const labels = new Uint8Array(count);
  // Each class once in every run of so many images, so that small splits are balanced too.
  const order = Int32Array.from(digits, (_, id) => id);
  for (let index = 0; index < count; index += 1) {
    const random = createRandom(deriveSeed(seed, `dataset/synthetic-digits/${name}/${index}`));
    const turn = index % order.length;
    if (turn === 0) shuffle(order, random);
    const id = order[turn] as number;
    labels[index] = id;
    const pixels = inputs.subarray(index * pixelCount, (index + 1) * pixelCount);
    drawDigit(digits[id] as number, random, pixels);
  }
  return { count, inputs, labels };
}
