import { typeAttribute } from '../tensorflow/native-backend';
import { runNativeUnary } from '../tensorflow/native-kernel';
import { tf } from '../tensorflow/tensorflow';
import type { Tensor } from '../tensorflow/types';
import type { TrainingStep } from './training-step';

/**
 * Dropout (Srivastava et al., 2014), inverted: kept units are divided by the share that is kept.
 * The mask is a pure function of the layer's seed and the step, drawn by TensorFlow's stateless
 * generator. A seeded tfjs dropout layer would draw the same mask at every step.
 */
export class StatelessDropout extends tf.layers.Layer {
  static className = 'AblateStatelessDropout';

  constructor(
    name: string,
    private readonly rate: number,
    private readonly seed: number,
    private readonly step: TrainingStep,
  ) {
    super({ name });
  }

  override computeOutputShape(inputShape: number[]): number[] {
    return inputShape;
  }

  override call(inputs: Tensor | Tensor[], kwargs: { training?: boolean }): Tensor {
    const input = Array.isArray(inputs) ? inputs[0] : inputs;
    if (input === undefined) throw new Error(`${this.name}: no input`);
    if (kwargs.training !== true) return input;
    return tf.tidy(() => {
      const key = tf.add(this.step.clock, tf.tensor1d([this.seed, 0], 'int32'));
      const kept = tf.greaterEqual(drawUniform(input.shape, key), this.rate);
      return tf.mul(tf.mul(input, 1 / (1 - this.rate)), tf.cast(kept, 'float32'));
    });
  }
}

/** Uniform float32 in [0, 1), a pure function of `key`, int32 `[2]`. */
function drawUniform(shape: readonly number[], key: Tensor): Tensor {
  return runNativeUnary(
    'StatelessRandomUniform',
    [tf.tensor1d([...shape], 'int32'), key],
    [
      typeAttribute('T', 'int32'),
      typeAttribute('dtype', 'float32'),
      typeAttribute('Tseed', 'int32'),
    ],
  );
}
