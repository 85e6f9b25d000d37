import { type Activation, linear } from './activation';
import { DenseLayer } from './dense-layer';
import type { Labels, Loss } from './loss';

/** A hidden layer of a network. */
export interface HiddenLayerOptions {
  /** `fc1`, `fc2` and so on where it is not given. */
  readonly name?: string;
  readonly units: number;
  readonly activation: Activation;
  /** Factor of the L2 penalty on the kernel, 0 by default. */
  readonly l2?: number;
}

/** What a network is built from. */
export interface NetworkOptions {
  /** Values of one example. */
  readonly inputCount: number;
  readonly hidden: readonly HiddenLayerOptions[];
  /** The last layer, which has no activation: what follows it is part of the loss. */
  readonly logits: { readonly units: number; readonly l2?: number };
  readonly loss: Loss;
}

/** A weight tensor and its gradient, the live arrays. */
export interface Parameter {
  /** `fc1/kernel`, `logits/bias` */
  readonly name: string;
  /** `[fanIn, units]` or `[units]` */
  readonly shape: readonly number[];
  readonly values: Float64Array;
  readonly gradient: Float64Array;
}

/** Loss without the L2 term, and what is predicted: class ids, `[count]`, or numbers, `[count, units]`. */
export interface Measurement {
  readonly loss: number;
  readonly predicted: Float64Array;
}

/**
 * A multilayer perceptron: dense hidden layers, then logits, then a loss. All weights are zero
 * until they are written. A batch is its inputs
 * `[count, inputCount]`, row-major, and its labels, class ids `[count]` or numbers `[count, units]`; arrays
 * may be longer.
 */
export class Network {
  readonly layers: readonly DenseLayer[];
  readonly parameters: readonly Parameter[];
  readonly loss: Loss;
  private readonly logitsLayer: DenseLayer;

  constructor({ inputCount, hidden, logits, loss }: NetworkOptions) {
    let fanIn = inputCount;
    const hiddenLayers = hidden.map(({ name, units, activation, l2 = 0 }, index) => {
      const layer = new DenseLayer(name ?? `fc${index + 1}`, fanIn, units, activation, l2);
      fanIn = units;
      return layer;
    });
    this.logitsLayer = new DenseLayer('logits', fanIn, logits.units, linear, logits.l2 ?? 0);
    this.layers = [...hiddenLayers, this.logitsLayer];
    this.parameters = this.layers.flatMap(listParameters);
    this.loss = loss;
  }

  /** Computes the logits, `[count, units]`: a buffer that the next batch overwrites. */
  forward(inputs: Float64Array, count: number): Float64Array {
    let below = inputs;
    for (const layer of this.layers) {
      layer.reserve(count);
      layer.forward(below, count);
      below = layer.outputs;
    }
    return below;
  }

  /**
   * Forward and backward pass. Leaves the gradients of loss plus L2 term in `parameters`, and what
   * each layer saw of the batch in `layers`.
   *
   * @returns the mean loss without the L2 term.
   */
  differentiate(inputs: Float64Array, labels: Labels, count: number): number {
    this.forward(inputs, count);
    const loss = this.differentiateLoss(labels, count);
    for (let l = this.layers.length - 1; l >= 0; l -= 1) {
      const layer = this.layers[l] as DenseLayer;
      const below = this.layers[l - 1];
      layer.differentiateWeights(below === undefined ? inputs : below.outputs, count);
      if (below !== undefined) layer.propagate(below, count);
    }
    return loss;
  }

  /** Mean loss of the batch that `forward` saw; leaves its derivative in the logits' deltas. */
  private differentiateLoss(labels: Labels, count: number): number {
    const { activations, units, deltas } = this.logitsLayer;
    return this.loss.differentiate(activations, labels, count, units, deltas);
  }

  /** The function whose gradient `differentiate` gives: mean loss plus L2 term. */
  objective(inputs: Float64Array, labels: Labels, count: number): number {
    this.forward(inputs, count);
    return this.differentiateLoss(labels, count) + this.l2Penalty();
  }

  /** The L2 term, `l2 / 2 * sum(W^2)` summed over the layers. */
  l2Penalty(): number {
    let penalty = 0;
    for (const { kernel, l2 } of this.layers) {
      if (l2 === 0) continue;
      let squares = 0;
      for (let p = 0; p < kernel.length; p += 1) squares += (kernel[p] as number) ** 2;
      penalty += (l2 / 2) * squares;
    }
    return penalty;
  }

  /** Class probabilities, `[count, classes]`, or numbers, `[count, units]`, in a new array. */
  predict(inputs: Float64Array, count: number): Float64Array {
    const logits = this.forward(inputs, count);
    const { units } = this.logitsLayer;
    const predictions = new Float64Array(count * this.loss.countOutputs(units));
    this.loss.writePredictions(logits, count, units, predictions);
    return predictions;
  }

  /** Loss and predicted labels of a batch. */
  measure(inputs: Float64Array, labels: Labels, count: number): Measurement {
    const logits = this.forward(inputs, count);
    const { units } = this.logitsLayer;
    const { loss } = this;
    const predicted =
      loss.predictClass === undefined
        ? logits.slice(0, count * units)
        : Float64Array.from(
            { length: count },
            (_, i) => loss.predictClass?.(logits, i * units, units) ?? Number.NaN,
          );
    return { loss: this.differentiateLoss(labels, count), predicted };
  }

  /** A copy of a weight tensor. */
  readWeight(name: string): Float64Array {
    return this.findParameter(name).values.slice();
  }

  /** Puts values in the place of a weight tensor, in its layout. */
  writeWeight(name: string, values: Float64Array | Float32Array): void {
    const parameter = this.findParameter(name);
    if (values.length !== parameter.values.length) {
      throw new Error(`${name} has ${parameter.values.length} values, not ${values.length}`);
    }
    parameter.values.set(values);
  }

  private findParameter(name: string): Parameter {
    const parameter = this.parameters.find((candidate) => candidate.name === name);
    if (parameter === undefined) throw new Error(`No weight named ${name}`);
    return parameter;
  }
}

function listParameters(layer: DenseLayer): Parameter[] {
  const { name, fanIn, units, kernel, kernelGradient, bias, biasGradient } = layer;
  return [
    { name: `${name}/kernel`, shape: [fanIn, units], values: kernel, gradient: kernelGradient },
    { name: `${name}/bias`, shape: [units], values: bias, gradient: biasGradient },
  ];
}
