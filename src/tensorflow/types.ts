/*
 * The types of TensorFlow.js, for files that must not load it: they take `tf` as an argument, and
 * import from here by `import type`.
 */
import type * as tfjs from '@tensorflow/tfjs-node';

/** TensorFlow.js on native TensorFlow. */
export type TensorFlow = typeof tfjs;

export type {
  GradConfig,
  LayersModel,
  Scalar,
  SymbolicTensor,
  Tensor,
  Tensor1D,
  Variable,
} from '@tensorflow/tfjs-node';

/** A layer of a tfjs model. */
export type Layer = InstanceType<TensorFlow['layers']['Layer']>;

/** What fills a weight of a tfjs layer at its start. */
export type Initializer = ReturnType<TensorFlow['initializers']['zeros']>;
