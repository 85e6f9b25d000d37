import { typeAttribute } from '../tensorflow/native-backend';
import { runNativeUnary } from '../tensorflow/native-kernel';
import { tf } from '../tensorflow/tensorflow';
import type { Tensor } from '../tensorflow/types';

/**
 * Uniform float32 in [0, 1) by TensorFlow's stateless generator.
 *
 * @param key int32 `[2]`, which the values are a pure function of.
 */
export function drawUniform(shape: readonly number[], key: Tensor): Tensor {
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
