import type { Weight } from '../network/operation';

/** The weight with its axes in another order: axis i of the result is axis `order[i]`. */
export function permuteWeight({ shape, values }: Weight, order: readonly number[]): Weight {
  const sizes = order.map((axis) => shape[axis] ?? 1);
  const strides = order.map((axis) =>
    shape.slice(axis + 1).reduce((product, size) => product * size, 1),
  );
  const permuted = new Float32Array(values.length);
  for (let index = 0; index < permuted.length; index += 1) {
    let rest = index;
    let from = 0;
    for (let axis = sizes.length - 1; axis >= 0; axis -= 1) {
      const size = sizes[axis] ?? 1;
      from += (rest % size) * (strides[axis] ?? 0);
      rest = Math.floor(rest / size);
    }
    permuted[index] = values[from] ?? 0;
  }
  return { shape: sizes, values: permuted };
}
