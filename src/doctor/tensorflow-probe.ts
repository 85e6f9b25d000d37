// Runs in a process of its own, because a broken addon takes its process down: loads tfjs-node and
// prints one line of JSON about it.
import { tf } from '../tensorflow/tensorflow';

const backend: unknown = tf.backend();
const binding = (backend as { readonly binding?: Record<string, unknown> }).binding;
// A sum through the native kernels, so that "loads" also means "computes".
const sum = tf.tidy(() => tf.add(tf.tensor1d([1, 2]), tf.tensor1d([3, 4])).arraySync());
process.stdout.write(
  `${JSON.stringify({
    tensorflowVersion: binding?.['TF_Version'],
    tfjsVersion: tf.version['tfjs-core'],
    sum,
  })}\n`,
);
