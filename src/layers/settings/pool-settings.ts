import { padding, type Window, windowSize } from './window';

/** What layers that pool take. */
export const poolSettings = {
  poolSize: windowSize.default(2).describe('Pixels on a side of the window.'),
  strides: windowSize
    .optional()
    .describe('Pixels from one window to the next; `poolSize` unless given.'),
  padding,
};

/** The window of a layer that pools. */
export function poolWindow({
  poolSize,
  strides = poolSize,
  padding,
}: {
  readonly poolSize: number;
  readonly strides?: number | undefined;
  readonly padding: Window['padding'];
}): Window {
  return { size: poolSize, strides, padding };
}
