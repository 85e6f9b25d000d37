import type { Network } from '../model/network';
import { tf } from '../tensorflow/tensorflow';
import type { Scalar } from '../tensorflow/types';

/** The L2 term: the sum over weights of `factor / 2 * sum(w^2)`, or undefined without factors. */
export function l2Penalty(network: Network): Scalar | undefined {
  let penalty: Scalar | undefined;
  for (const [name, weight] of network.trained) {
    const factor = network.l2ByWeight.get(name);
    if (factor === undefined) continue;
    const term = tf.mul(tf.sum(tf.square(weight)), factor / 2) as Scalar;
    penalty = penalty === undefined ? term : tf.add(penalty, term);
  }
  return penalty;
}
