import type { Random } from '../../util/random';
import type { Augmentation } from './augment-schema';

/** Height, width and channels: the shape of an image. */
export type ImageShape = readonly [height: number, width: number, channels: number];

/** The shape of an image, undefined where examples of this shape are none. */
export function imageShapeOf(inputShape: readonly number[]): ImageShape | undefined {
  const [height, width, channels, ...rest] = inputShape;
  if (height === undefined || width === undefined || channels === undefined) return undefined;
  return rest.length === 0 ? [height, width, channels] : undefined;
}

/** Where an image goes: turned and scaled about its middle, then moved, then mirrored. */
export interface ImagePlacement {
  /** Pixels downwards. */
  readonly down: number;
  /** Pixels to the right. */
  readonly right: number;
  /** Counter-clockwise. */
  readonly radians: number;
  /** 1 keeps the size, 2 doubles it. */
  readonly zoom: number;
  readonly isMirrored: boolean;
}

/** The most whole pixels along a side that images are moved by. */
export const largestShift = (shift: number, length: number): number =>
  shift < 1 ? Math.floor(shift * length) : shift;

/**
 * Draws where an image goes. It takes as many numbers from `random` whatever is on, so that images
 * turn alike with and without, say, `flip`.
 */
export function drawPlacement(
  random: Random,
  { shift = 0, rotate = 0, zoom = 0, flip = false }: Augmentation,
  [height, width]: ImageShape,
): ImagePlacement {
  const symmetric = (): number => 2 * random.uniform() - 1;
  const move = (length: number): number => {
    const most = largestShift(shift, length);
    return Math.floor((2 * most + 1) * random.uniform()) - most;
  };
  return {
    down: move(height),
    right: move(width),
    radians: (symmetric() * rotate * Math.PI) / 180,
    zoom: 1 + symmetric() * zoom,
    isMirrored: random.uniform() < 0.5 && flip,
  };
}
