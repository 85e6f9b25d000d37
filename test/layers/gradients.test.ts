import { buildNetwork } from '../../src/model/network';
import { drawKeyTensor } from '../../src/model/training-step';
import { modelSchema } from '../../src/spec/model-schema';
import { tf } from '../../src/tensorflow/tensorflow';
import type { Scalar, Tensor } from '../../src/tensorflow/types';
import { allSamples } from './layer-samples';

/** Half the distance at which a difference is taken: rounding and curvature stay below the tolerance. */
const reach = 2e-3;

describe.each([true, false])('gradients in training: %s', (training) => {
  test.each(allSamples)('are what finite differences say: %j', (sample) => {
    const first = { type: 'conv2d', filters: 3, kernelSize: 3 };
    const model = modelSchema.parse({
      ...{
        type: 'layers',
        layers: [first, sample],
        activation: 'tanh',
        biasInitializer: 'randomNormal',
      },
    });
    const inputShape = [8, 8, 2];
    const network = buildNetwork({ model, inputShape, logitCount: 3, seed: 4 });
    const random = (shape: readonly number[], seed: number) =>
      tf.randomNormal([...shape], 0, 1, 'float32', seed);
    const variables = [...network.trained.values()];
    tf.tidy(() => {
      const keys = drawKeyTensor(network.drawSeeds, 1);
      const shares = random([6, 3], 9);
      const start = [random([6, ...inputShape], 3), ...variables.map((each) => each.clone())];
      const loss = (inputs: Tensor): Scalar => {
        const apply = () => network.model.apply(inputs, { training }) as Tensor;
        const logits = training ? network.step.run(keys, apply).result : apply();
        return tf.sum(tf.mul(tf.tanh(logits), shares));
      };
      const [input = tf.scalar(0)] = start;
      const byInput = tf.grad(loss)(input);
      const { grads } = tf.variableGrads(() => loss(input), variables);
      const gradients = [byInput, ...variables.map((each) => grads[each.name])];
      for (const [at, gradient] of gradients.entries()) {
        if (gradient === undefined) throw new Error('every weight has a gradient');
        const free = random(gradient.shape, 20 + at);
        const direction = tf.div(free, tf.norm(free));
        const moved = (by: number): number => {
          const values = start.map((value, index) =>
            index === at ? tf.add(value, tf.mul(direction, by)) : value,
          );
          for (const [index, variable] of variables.entries()) {
            variable.assign(values[index + 1] ?? variable);
          }
          return loss(values[0] ?? input).dataSync()[0] ?? Number.NaN;
        };
        const difference = (moved(reach) - moved(-reach)) / (2 * reach);
        moved(0);
        const slope = tf.sum(tf.mul(gradient, direction)).dataSync()[0] ?? Number.NaN;
        expect(Math.abs(difference - slope)).toBeLessThan(2e-3 * Math.max(1, Math.abs(slope)));
      }
    });
    network.model.dispose();
  });
});
