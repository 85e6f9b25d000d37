/** How many values a tensor of a shape holds; a scalar holds one. */
export function countValues(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
