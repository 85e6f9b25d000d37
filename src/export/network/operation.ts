/** Values of a weight, row-major. */
export interface Weight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A square that moves over images, and the zeros in front of and behind their pixels. */
export interface PaddedWindow {
  readonly size: number;
  readonly strides: number;
  readonly padding: 'same' | 'valid';
}

/** A function of single values. */
export type Activation =
  | { readonly type: PlainActivation }
  /** z above 0, alpha z below. */
  | { readonly type: 'leakyRelu'; readonly alpha: number };

/** A function of single values without settings; `geluTanh` is the approximation of gelu by tanh. */
export type PlainActivation =
  | 'relu'
  | 'tanh'
  | 'sigmoid'
  | 'elu'
  | 'gelu'
  | 'geluTanh'
  | 'silu'
  | 'selu'
  | 'softplus'
  | 'softsign';

/**
 * What a network does to its inputs, one operation behind the other. Images are `[height, width,
 * channels]`, units along the last axis.
 */
export type OperationStep =
  /** `raw * scale + offset`, one number for all or one for each place along the last axis. */
  | {
      readonly kind: 'rescale';
      readonly scale: readonly number[];
      readonly offset: readonly number[];
    }
  /** Kernel `[size, size, channels, filters]`, not flipped. */
  | {
      readonly kind: 'convolution';
      readonly kernel: Weight;
      readonly bias: Weight | undefined;
      readonly window: PaddedWindow;
    }
  /** Kernel `[size, size, channels, multiplier]`: channel c gives the channels c * multiplier and on. */
  | {
      readonly kind: 'depthwiseConvolution';
      readonly kernel: Weight;
      readonly bias: Weight | undefined;
      readonly window: PaddedWindow;
    }
  /** The mean leaves out what padding adds. */
  | { readonly kind: 'maxPool' | 'averagePool'; readonly window: PaddedWindow }
  | { readonly kind: 'globalAveragePool' }
  /** Row-major, channels last. */
  | { readonly kind: 'flatten' }
  /** Kernel `[inputs, units]`. */
  | { readonly kind: 'dense'; readonly kernel: Weight; readonly bias: Weight | undefined }
  | {
      readonly kind: 'batchNorm';
      readonly gamma: Weight;
      readonly beta: Weight;
      readonly mean: Weight;
      readonly variance: Weight;
      readonly epsilon: number;
    }
  /** Along the last axis. */
  | {
      readonly kind: 'layerNorm';
      readonly gamma: Weight;
      readonly beta: Weight;
      readonly epsilon: number;
    }
  | { readonly kind: 'activation'; readonly activation: Activation }
  /** Along the last axis. */
  | { readonly kind: 'softmax' };

/** An operation in its place. Shapes are those of one example. */
export type Operation = OperationStep & {
  /** Of the layer, unique in the network. */
  readonly name: string;
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
};

/** An operation of a kind. */
export type OperationOf<Kind extends Operation['kind']> = Extract<
  Operation,
  { readonly kind: Kind }
>;

/** Zeros in front of and behind the pixels of a side, as TensorFlow places them. */
export function padsOf(
  { size, strides, padding }: PaddedWindow,
  side: number,
): readonly [before: number, after: number] {
  if (padding === 'valid') return [0, 0];
  const total = Math.max(0, (Math.ceil(side / strides) - 1) * strides + size - side);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}
