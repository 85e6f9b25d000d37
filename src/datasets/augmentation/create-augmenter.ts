import { createRandom } from '../../util/random';
import { deriveSeed } from '../../util/seed';
import type { Dataset, Split } from '../dataset';
import type { Augmentation } from './augment-schema';
import { drawPlacement, imageShapeOf } from './image-placement';
import { placeImage } from './place-image';

/**
 * Changes the images of a step's batch, raw as the data set has them, `[batch, ...inputShape]`, in
 * place. Any step may be asked for at any time, and gives the same bits.
 */
export type Augmenter = (step: number, inputs: Split['inputs']) => void;

/**
 * Makes what augments the batches of a run. Placements and noise come from two sub-seeds of their own for
 * each step, so that runs with and without noise see images turned alike. Bytes stay bytes: they are
 * rounded once, behind all changes.
 *
 * @returns undefined where nothing is to be changed.
 * @throws Error where the examples are no images.
 */
export function createAugmenter(
  runSeed: number,
  augmentation: Augmentation | undefined,
  { inputShape, scale }: Pick<Dataset, 'inputShape' | 'scale'>,
): Augmenter | undefined {
  if (augmentation === undefined) return undefined;
  const { noise = 0, ...placing } = augmentation;
  const shape = imageShapeOf(inputShape);
  if (shape === undefined) throw new Error('Only images can be augmented');
  const [height, width, channels] = shape;
  const size = height * width * channels;
  const image = new Float64Array(size);
  const placed = new Float64Array(size);
  const isPlaced = Object.keys(placing).length > 0;
  /** Of raw values, whose unit is `1 / scale` times as small. */
  const deviation = noise / scale;

  return (step, inputs) => {
    const places = createRandom(deriveSeed(runSeed, `augment/step-${step}/places`));
    const noises = createRandom(deriveSeed(runSeed, `augment/step-${step}/noise`));
    for (let start = 0; start < inputs.length; start += size) {
      image.set(inputs.subarray(start, start + size));
      const changed = isPlaced ? placed : image;
      if (isPlaced) placeImage(image, placed, shape, drawPlacement(places, placing, shape));
      if (noise > 0) {
        for (let at = 0; at < size; at += 1) {
          changed[at] = (changed[at] as number) + deviation * noises.normal();
        }
      }
      if (inputs instanceof Uint8Array) roundToBytes(changed);
      inputs.set(changed, start);
    }
  };
}

function roundToBytes(values: Float64Array): void {
  for (let at = 0; at < values.length; at += 1) {
    values[at] = Math.min(Math.max(Math.round(values[at] as number), 0), 255);
  }
}
