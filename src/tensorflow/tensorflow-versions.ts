import { nativeBackend } from './native-backend';
import { tf } from './tensorflow';

/** Versions of native TensorFlow and of TensorFlow.js in this process. */
export function readTensorFlowVersions(): { tensorflowVersion: string; tfjsVersion: string } {
  return { tensorflowVersion: nativeBackend().binding.TF_Version, tfjsVersion: tf.version_core };
}
