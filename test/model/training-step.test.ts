import { drawKeyTensor, TrainingStep } from '../../src/model/training-step';
import { tf } from '../../src/tensorflow/tensorflow';

test('what a layer says of its weights outlives the differentiation that it says it in', () => {
  const before = tf.memory().numTensors;
  const step = new TrainingStep();
  const values = tf.tidy(() => {
    const x = tf.scalar(3);
    const { result, nextValues } = step.run(drawKeyTensor([5], 7), () =>
      tf.grad((y) => {
        step.setNext('norm/moving_mean', tf.mul(y, 2));
        return tf
          .square(y)
          .mul(tf.cast(step.drawKey(0).slice(1, 1), 'float32'))
          .sum();
      })(x),
    );
    const mean = nextValues.get('norm/moving_mean');
    return [result.dataSync()[0], mean?.dataSync()[0]];
  });
  expect(values).toEqual([42, 6]);
  expect(tf.memory().numTensors).toBe(before);
});

test('a step that throws is over', () => {
  const before = tf.memory().numTensors;
  const step = new TrainingStep();
  tf.tidy(() => {
    const keys = drawKeyTensor([], 1);
    const run = () =>
      step.run(keys, () => {
        step.setNext('norm/moving_mean', tf.scalar(1));
        throw new Error('no memory');
      });
    expect(run).toThrow('no memory');
  });
  expect(tf.memory().numTensors).toBe(before);
  expect(() => step.drawKey(0)).toThrow('A layer was trained outside a training step');
});

test('each layer that draws has a key of its own seed and the step', () => {
  const step = new TrainingStep();
  const keys = tf.tidy(() => {
    const drawKeys = drawKeyTensor([11, 22], 7);
    const { result } = step.run(drawKeys, () =>
      [0, 1].map((layer) => [...step.drawKey(layer).dataSync()]),
    );
    return result;
  });
  expect(keys).toEqual([
    [11, 7],
    [22, 7],
  ]);
});
