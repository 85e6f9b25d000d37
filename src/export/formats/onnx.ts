import { packageVersion } from '../../util/process/package-version';
import { describeModel } from '../describe-model';
import { buildOnnx } from '../onnx/build-onnx';
import { readTrainedNetwork } from '../read-trained-model';
import type { ExportFormat } from './export-format';

/** Open Neural Network Exchange: a graph of operators that runtimes of many languages execute. */
export const onnx: ExportFormat = {
  description: 'an ONNX model, for onnxruntime and others',
  file: 'model.onnx',
  usage: {
    language: 'python',
    code: `
import onnxruntime
session = onnxruntime.InferenceSession("model.onnx")
outputs = session.run(None, {"inputs": inputs})[0]`,
  },
  async write(model) {
    const network = readTrainedNetwork(model);
    const { description, metadata } = describeModel(model, network);
    const bytes = buildOnnx(network.operations, network, {
      name: model.config.runId,
      producerVersion: packageVersion(),
      description,
      metadata: { ablate: JSON.stringify(metadata) },
    });
    return { 'model.onnx': bytes };
  },
};
