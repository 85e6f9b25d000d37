import { imageShapeOf, largestShift } from '../../datasets/augmentation/image-placement';
import type { DatasetFacts } from '../../datasets/dataset-facts';
import type { RunSettings } from '../run-config';
import type { SettingsProblem } from '../settings-problem';

/** Finds changes of images where there are none, or that images of this size can't take. */
export function checkAugment(
  { augment, dataset }: RunSettings,
  { inputShape }: DatasetFacts,
): SettingsProblem[] {
  if (augment === undefined) return [];
  const shape = imageShapeOf(inputShape);
  if (shape === undefined) {
    const message = `\`augment\` changes images, but the examples of ${dataset.name} are none: each is ${describeShape(inputShape)}`;
    return [{ path: ['augment'], message, hint: 'Leave it out.' }];
  }
  const { shift } = augment;
  if (shift === undefined) return [];
  const [height, width] = shape;
  const side = Math.min(height, width);
  const size = `images of ${height} x ${width} pixels`;
  const path = ['augment', 'shift'];
  if (shift >= side) {
    const hint = 'Below 1 it is a share of height and width.';
    return [
      { path, message: `\`shift\` is ${shift} pixels, which moves ${size} out of sight`, hint },
    ];
  }
  if (largestShift(shift, Math.max(height, width)) > 0) return [];
  const message = `\`shift\` is ${shift}, which is less than a pixel of ${size}`;
  return [{ path, message, hint: 'From 1 on it is a number of pixels.' }];
}

const describeShape = (shape: readonly number[]): string =>
  shape.length === 1 ? `${shape[0]} numbers` : shape.join(' x ');
