import { nativeBackend } from '../../tensorflow/native-backend';
import { runNativeUnary } from '../../tensorflow/native-kernel';
import { tf } from '../../tensorflow/tensorflow';
import type { GradConfig, Tensor } from '../../tensorflow/types';

/** The gradient of an activation from that of its output, `dy`, and its output, `y`. */
type ActivationGradient = (dy: Tensor, y: Tensor, attributes: GradientAttributes) => Tensor;

type GradientAttributes = Readonly<Record<string, unknown>>;

/**
 * One kernel of TensorFlow each, where tfjs takes several. All work from the output, so that the
 * net input need not be kept and TensorFlow can fuse convolution, bias and activation.
 */
const gradients: Readonly<Record<string, ActivationGradient>> = {
  Relu: (dy, y) => runNativeUnary('ReluGrad', [dy, y]),
  Tanh: (dy, y) => runNativeUnary('TanhGrad', [y, dy]),
  Sigmoid: (dy, y) => runNativeUnary('SigmoidGrad', [y, dy]),
  Elu: (dy, y) => runNativeUnary('EluGrad', [dy, y]),
  // With a slope that is not negative, output and net input have the same sign.
  LeakyRelu: (dy, y, { alpha }) =>
    runNativeUnary(
      'LeakyReluGrad',
      [dy, y],
      [{ name: 'alpha', type: nativeBackend().binding.TF_ATTR_FLOAT, value: alpha }],
    ),
};

/** Kernels whose gradients `withNativeGradients` replaces. */
export const nativeGradientKernels: readonly string[] = Object.keys(gradients);

/**
 * Runs `fn` with TensorFlow's own gradient kernels for activations registered in tfjs, so that
 * plain layers get them, and puts tfjs's gradients back afterwards.
 */
export function withNativeGradients<Result>(fn: () => Result): Result {
  const before: GradConfig[] = [];
  for (const [kernelName, gradient] of Object.entries(gradients)) {
    const config = tf.getGradient(kernelName);
    if (config !== undefined) before.push(config);
    tf.registerGradient({
      kernelName,
      outputsToSave: [true],
      gradFunc: (dy, saved, attributes) => ({
        x: () => gradient(onlyTensor(dy), onlyTensor(saved), attributes),
      }),
    });
  }
  try {
    return fn();
  } finally {
    for (const config of before) tf.registerGradient(config);
  }
}

function onlyTensor(tensors: Tensor | Tensor[]): Tensor {
  const [tensor] = Array.isArray(tensors) ? tensors : [tensors];
  if (tensor === undefined) throw new Error('An activation has one output');
  return tensor;
}
