import { tf } from '../tensorflow/tensorflow';
import type { Tensor } from '../tensorflow/types';

/** A tfjs layer of an activation that has its kernels and its gradient from elsewhere. */
export class OwnActivation extends tf.layers.Layer {
  static className = 'AblateActivation';

  /** @param compute from net inputs, `[batch, ...units]`, to what the units give. */
  constructor(
    name: string,
    private readonly compute: (z: Tensor) => Tensor,
  ) {
    super({ name });
  }

  override computeOutputShape(inputShape: number[]): number[] {
    return inputShape;
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    const z = Array.isArray(inputs) ? inputs[0] : inputs;
    if (z === undefined) throw new Error(`${this.name}: no input`);
    return tf.tidy(() => this.compute(z));
  }
}
