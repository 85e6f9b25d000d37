import { z } from 'zod';

/** A square that moves over an image. */
export interface Window {
  /** Pixels on a side. */
  readonly size: number;
  /** Pixels from one place to the next. */
  readonly strides: number;
  readonly padding: 'same' | 'valid';
}

/** Pixels on a side, or from one place to the next. */
export const windowSize = z.int().positive().max(64).describe('Pixels on a side.');

/** What a window does at the edges of an image. */
export const padding = z
  .enum(['same', 'valid'])
  .default('same')
  .describe('`same` pads with zeros, so that strides alone make images smaller; `valid` does not.');

/**
 * Shape of an image that has a pixel for each place of a window on another.
 *
 * @param image `[height, width, channels]`
 */
export function slide(
  { size, strides, padding }: Window,
  [height = 1, width = 1]: readonly number[],
  channels: number,
): readonly number[] {
  const places = (side: number): number =>
    Math.max(1, Math.ceil((padding === 'same' ? side : side - size + 1) / strides));
  return [places(height), places(width), channels];
}

/** How many channels an image has, `[height, width, channels]`. */
export function channelsOf(image: readonly number[]): number {
  return image[2] ?? 1;
}
