import type { Fans } from '../initializers/initializer-kind';

/** What a weight of a layer is for. */
export type WeightRole =
  /** What inputs are multiplied by and summed up with; the L2 term is on these alone. */
  | 'kernel'
  /** What is added to each unit. */
  | 'bias'
  /** What each unit is multiplied by. */
  | 'gain'
  /** What the layer keeps of the batches that it was trained on: the optimizer leaves it alone. */
  | 'statistic';

/** A weight tensor of a layer. */
export interface WeightPlan {
  /** As TensorFlow.js calls it, behind the name of the layer: `kernel`. */
  readonly name: string;
  readonly role: WeightRole;
  readonly shape: readonly number[];
  /** What it starts from: kernels and biases by their initializers, others all the same. */
  readonly start: InitializedStart | ConstantStart;
}

/** By `initializer` or `biasInitializer` of the layer, or of the model. */
interface InitializedStart {
  readonly by: 'initializer' | 'biasInitializer';
  /** Those of the layer's kernel. */
  readonly fans: Fans;
}

interface ConstantStart {
  readonly by: 'constant';
  readonly value: number;
}

/** A kernel. Its last dimension is that of the units. */
export function kernel(shape: readonly number[], fans: Fans, name = 'kernel'): WeightPlan {
  return { name, role: 'kernel', shape, start: { by: 'initializer', fans } };
}

/** Biases, `[units]`. */
export function bias(units: number, fans: Fans): WeightPlan {
  return { name: 'bias', role: 'bias', shape: [units], start: { by: 'biasInitializer', fans } };
}

/** One value per unit, `[units]`, that starts the same for all. */
export function perUnit(
  name: string,
  role: Exclude<WeightRole, 'kernel'>,
  units: number,
  value: number,
): WeightPlan {
  return { name, role, shape: [units], start: { by: 'constant', value } };
}
