import { padding, type Window, windowSize } from './window';

/** What layers that convolve take. */
export const convolutionSettings = {
  kernelSize: windowSize.describe('Pixels on a side of a filter.'),
  strides: windowSize.default(1).describe('Pixels from one place of a filter to the next.'),
  padding,
};

/** The window of a layer that convolves. */
export function convolutionWindow({
  kernelSize,
  strides,
  padding,
}: Omit<Window, 'size'> & { readonly kernelSize: number }): Window {
  return { size: kernelSize, strides, padding };
}
