import { type Activation, linear } from './activation';
import { multiply, multiplyTransposedLeft, multiplyTransposedRight } from './matrix-product';

/**
 * One dense layer, a = f(z) with z = x W + b, its gradients, and room for what a batch leaves in
 * it: behind `reserve` nothing is allocated. Matrices are row-major; buffers may be longer than the
 * batch at hand.
 */
export class DenseLayer {
  /** W, `[fanIn, units]`. */
  readonly kernel: Float64Array;
  /** b, `[units]`. */
  readonly bias: Float64Array;
  /** dL/dW, `[fanIn, units]`. */
  readonly kernelGradient: Float64Array;
  /** dL/db, `[units]`. */
  readonly biasGradient: Float64Array;
  /** Net inputs z, `[batch, units]`. */
  preactivations = new Float64Array(0);
  /** Activations a, `[batch, units]`; the net inputs themselves where there is no activation. */
  activations = new Float64Array(0);
  /** What the next layer reads, `[batch, units]`: the activations themselves without dropout. */
  outputs = new Float64Array(0);
  /** dL/dz, `[batch, units]`. */
  deltas = new Float64Array(0);
  /** What dropout multiplies the activations of this batch by, `[batch, units]`, if anything. */
  dropoutMask: Float64Array | undefined;

  /** @param l2 factor of the penalty `l2 / 2 * sum(W^2)`; biases have none. */
  constructor(
    readonly name: string,
    readonly fanIn: number,
    readonly units: number,
    readonly activation: Activation,
    readonly l2: number,
  ) {
    this.kernel = new Float64Array(fanIn * units);
    this.bias = new Float64Array(units);
    this.kernelGradient = new Float64Array(fanIn * units);
    this.biasGradient = new Float64Array(units);
  }

  /** Makes room for batches of `count` examples. */
  reserve(count: number): void {
    const length = count * this.units;
    if (length <= this.activations.length) return;
    this.preactivations = new Float64Array(length);
    this.activations = this.activation === linear ? this.preactivations : new Float64Array(length);
    this.outputs = this.activations;
    this.deltas = new Float64Array(length);
  }

  /** z = x W + b, a = f(z), for x `[count, fanIn]`. */
  forward(inputs: Float64Array, count: number): void {
    const { units, activation, bias, preactivations, activations } = this;
    multiply(inputs, this.kernel, preactivations, count, this.fanIn, units);
    const length = count * units;
    for (let j = 0; j < units; j += 1) {
      const b = bias[j] as number;
      for (let p = j; p < length; p += units) {
        const z = (preactivations[p] as number) + b;
        preactivations[p] = z;
        if (activation !== linear) activations[p] = activation.value(z);
      }
    }
    this.dropOut(length);
  }

  /** Dropout (Srivastava et al., 2014), which keeps `activations`: f' may be written in them. */
  private dropOut(length: number): void {
    const { activations, dropoutMask } = this;
    if (dropoutMask === undefined) {
      this.outputs = activations;
      return;
    }
    if (this.outputs === activations) this.outputs = new Float64Array(activations.length);
    for (let p = 0; p < length; p += 1) {
      this.outputs[p] = (activations[p] as number) * (dropoutMask[p] as number);
    }
  }

  /**
   * From `deltas`, the gradients of the weights: dL/dW = x^T delta + l2 W, and dL/db, the sum of
   * delta over the examples.
   */
  differentiateWeights(inputs: Float64Array, count: number): void {
    const { units, l2, kernel, kernelGradient, biasGradient, deltas } = this;
    multiplyTransposedLeft(inputs, deltas, kernelGradient, this.fanIn, count, units);
    if (l2 !== 0) {
      for (let p = 0; p < kernel.length; p += 1) {
        kernelGradient[p] = (kernelGradient[p] as number) + l2 * (kernel[p] as number);
      }
    }
    sumColumns(deltas, count, units, biasGradient);
  }

  /**
   * From `deltas`, those of the layer below, which fed this one: dL/da = delta W^T, and from there
   * through the activation, dL/dz = dL/da * f'(z), with f' at the net input.
   */
  propagate(below: DenseLayer, count: number): void {
    const { activation, preactivations, activations, deltas, dropoutMask } = below;
    multiplyTransposedRight(this.deltas, this.kernel, deltas, count, this.units, this.fanIn);
    const length = count * this.fanIn;
    if (dropoutMask !== undefined) {
      for (let p = 0; p < length; p += 1) {
        deltas[p] = (deltas[p] as number) * (dropoutMask[p] as number);
      }
    }
    if (activation === linear) return;
    for (let p = 0; p < length; p += 1) {
      const slope = activation.derivative(preactivations[p] as number, activations[p] as number);
      deltas[p] = (deltas[p] as number) * slope;
    }
  }
}

/** Sums of the columns of `[count, units]`. Two sums take turns: one alone waits for itself. */
function sumColumns(values: Float64Array, count: number, units: number, sums: Float64Array): void {
  const length = count * units;
  for (let j = 0; j < units; j += 1) {
    let even = 0;
    let odd = 0;
    let p = j;
    for (; p + units < length; p += 2 * units) {
      even += values[p] as number;
      odd += values[p + units] as number;
    }
    if (p < length) even += values[p] as number;
    sums[j] = even + odd;
  }
}
