/**
 * Jacobian-vector product of softmax: how y = softmax(z) moves when z moves along e,
 * delta = y * e - <y, e> y, row by row.
 *
 * @param y probabilities `[rows, classCount]`
 * @param e directions `[rows, classCount]`
 */
export function softmaxJvp(y: Float64Array, e: Float64Array, classCount: number): Float64Array {
  const delta = new Float64Array(y.length);
  for (let start = 0; start < y.length; start += classCount) {
    const end = start + classCount;
    let inner = 0;
    for (let p = start; p < end; p += 1) inner += (y[p] as number) * (e[p] as number);
    for (let p = start; p < end; p += 1) delta[p] = (y[p] as number) * ((e[p] as number) - inner);
  }
  return delta;
}

/**
 * Jacobian of softmax at one row, `[classCount, classCount]`: diag(y) - y y^T, which is symmetric,
 * so that its product with a vector from either side is `softmaxJvp`.
 *
 * @param y probabilities `[classCount]`
 */
export function softmaxJacobian(y: Float64Array): Float64Array {
  const classCount = y.length;
  const jacobian = new Float64Array(classCount * classCount);
  for (const [i, yi] of y.entries()) {
    for (const [j, yj] of y.entries()) {
      jacobian[i * classCount + j] = (i === j ? yi : 0) - yi * yj;
    }
  }
  return jacobian;
}

/**
 * Jacobian-vector product of ReLU: its Jacobian is diagonal, 1 where z > 0 and else 0.
 *
 * @param z net inputs, of any shape
 * @param e directions, of the same shape
 */
export function reluJvp(z: Float64Array, e: Float64Array): Float64Array {
  return e.map((value, index) => ((z[index] as number) > 0 ? value : 0));
}
