import type { GradientKernel } from '../../activations/activation-kind';
import { allActivations } from '../../activations/registry';
import { nativeBackend } from '../../tensorflow/native-backend';
import { runNativeUnary } from '../../tensorflow/native-kernel';
import { tf } from '../../tensorflow/tensorflow';
import type { GradConfig, Tensor } from '../../tensorflow/types';

/**
 * Runs `fn` with TensorFlow's own gradient kernels for activations registered in tfjs, so that
 * plain layers get them, and puts tfjs's gradients back afterwards.
 */
export function withNativeGradients<Result>(fn: () => Result): Result {
  const before: GradConfig[] = [];
  for (const { gradient } of allActivations) {
    if (gradient === undefined) continue;
    const config = tf.getGradient(gradient.of);
    if (config !== undefined) before.push(config);
    tf.registerGradient(nativeGradient(gradient));
  }
  try {
    return fn();
  } finally {
    for (const config of before) tf.registerGradient(config);
  }
}

function nativeGradient({ of, op, inputs, floats = [] }: GradientKernel): GradConfig {
  const isOfOutput = inputs.includes('output');
  return {
    kernelName: of,
    ...(isOfOutput ? { outputsToSave: [true] } : { inputsToSave: ['x'] }),
    gradFunc: (dy, saved, attributes) => ({
      x: () => {
        const operands = inputs.map((input) => onlyTensor(input === 'gradient' ? dy : saved));
        const { TF_ATTR_FLOAT: type } = nativeBackend().binding;
        const values = floats.map((name) => ({ name, type, value: attributes[name] }));
        return runNativeUnary(op, operands, values);
      },
    }),
  };
}

function onlyTensor(tensors: Tensor | Tensor[]): Tensor {
  const [tensor] = Array.isArray(tensors) ? tensors : [tensors];
  if (tensor === undefined) throw new Error('An activation has one output');
  return tensor;
}
