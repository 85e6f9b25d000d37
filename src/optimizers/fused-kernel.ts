/** An input of an update kernel, behind the variable that it updates. */
export type KernelInput =
  | { readonly kind: 'slot'; readonly name: string }
  /** A number that the kernel takes in every step. */
  | { readonly kind: 'constant'; readonly name: string; readonly value: number }
  /** A decay rate raised to the number of the step: state of the optimizer under this name. */
  | { readonly kind: 'power'; readonly name: string; readonly decay: number }
  | { readonly kind: 'learningRate' | 'gradient' };

/**
 * A kernel of TensorFlow that updates one variable and its slots in place. Order of inputs and names
 * of attributes as in TensorFlow's training_ops.cc, where the formulas stand.
 */
export interface FusedKernel {
  readonly op: string;
  /** What follows the variable. */
  readonly inputs: readonly KernelInput[];
  /** Flags, where the kernel has some. */
  readonly attributes?: Readonly<Record<string, boolean>>;
}

/** A slot as an input of a kernel. */
export const slot = (name: string): KernelInput => ({ kind: 'slot', name });

/** A number as an input of a kernel. */
export const constant = (name: string, value: number): KernelInput => ({
  kind: 'constant',
  name,
  value,
});

/** A decay rate raised to the number of the step as an input of a kernel. */
export const power = (name: string, decay: number): KernelInput => ({ kind: 'power', name, decay });

/** The learning rate of the step as an input of a kernel. */
export const learningRateInput: KernelInput = { kind: 'learningRate' };

/** The gradient as an input of a kernel. */
export const gradientInput: KernelInput = { kind: 'gradient' };
