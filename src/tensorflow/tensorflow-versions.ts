import { tf } from './tensorflow';

/** Versions of native TensorFlow and of TensorFlow.js in this process. */
export function readTensorFlowVersions(): { tensorflowVersion: string; tfjsVersion: string } {
  const { binding } = tf.backend() as unknown as { binding: { TF_Version: string } };
  return { tensorflowVersion: binding.TF_Version, tfjsVersion: tf.version_core };
}
