import type { Operation, OperationOf, PaddedWindow, Weight } from '../network/operation';
import { padsOf } from '../network/operation';
import { addOnnxActivation } from './onnx-activations';
import { OnnxGraph, type OnnxLabels } from './onnx-graph';
import { permuteWeight } from './permute-weight';

/** A value of the graph; images are `[batch, channels, height, width]` where channels are first. */
interface Value {
  readonly name: string;
  readonly channelsFirst: boolean;
}

/**
 * Encodes a network as an ONNX model. Images go in with channels last, as the data set has them, and
 * are turned where ONNX wants channels first.
 *
 * @param outputName of what the last operation gives.
 */
export function buildOnnx(
  operations: readonly Operation[],
  {
    inputShape,
    outputName,
  }: { readonly inputShape: readonly number[]; readonly outputName: string },
  labels: OnnxLabels,
): Uint8Array {
  const graph = new OnnxGraph();
  let value: Value = { name: 'inputs', channelsFirst: false };
  for (const operation of operations) value = addOperation(graph, operation, value);
  const shape = operations.at(-1)?.outputShape ?? inputShape;
  const output = graph.add(
    'Identity',
    [value.name],
    outputName === value.name ? 'outputs' : outputName,
  );
  return graph.encode({ name: 'inputs', shape: inputShape }, [{ name: output, shape }], labels);
}

function addOperation(graph: OnnxGraph, operation: Operation, value: Value): Value {
  const { name, inputShape } = operation;
  const input = value.name;
  const constant = (part: string, weight: Weight): string =>
    graph.constant(`${name}/${part}`, weight);
  const isImage = inputShape.length === 3;
  switch (operation.kind) {
    case 'rescale': {
      const scaled = graph.add(
        'Mul',
        [input, constant('scale', vector(operation.scale))],
        `${name}/scaled`,
      );
      return {
        ...value,
        name: graph.add('Add', [scaled, constant('offset', vector(operation.offset))], name),
      };
    }
    case 'convolution':
    case 'depthwiseConvolution':
      return addConvolution(graph, operation, value);
    case 'maxPool':
    case 'averagePool': {
      const first = turn(graph, operation, value, true);
      const [opType, more] =
        operation.kind === 'maxPool' ? ['MaxPool', {}] : ['AveragePool', { count_include_pad: 0 }];
      const attributes = { ...describeWindow(operation.window, inputShape), ...more };
      return { name: graph.add(opType, [first], name, attributes), channelsFirst: true };
    }
    case 'globalAveragePool': {
      const first = turn(graph, operation, value, true);
      const pooled = graph.add('GlobalAveragePool', [first], `${name}/pooled`);
      return { name: graph.add('Flatten', [pooled], name, { axis: 1 }), channelsFirst: false };
    }
    case 'flatten': {
      const last = turn(graph, operation, value, false);
      return { name: graph.add('Flatten', [last], name, { axis: 1 }), channelsFirst: false };
    }
    case 'dense': {
      const bias = operation.bias === undefined ? [] : [constant('bias', operation.bias)];
      const inputs = [input, constant('kernel', operation.kernel), ...bias];
      return { name: graph.add('Gemm', inputs, name), channelsFirst: false };
    }
    case 'batchNorm': {
      const first = isImage ? turn(graph, operation, value, true) : input;
      const { gamma, beta, mean, variance, epsilon } = operation;
      const parts = Object.entries({ gamma, beta, mean, variance });
      const inputs = [first, ...parts.map(([part, weight]) => constant(part, weight))];
      const attributes = { epsilon: { float: epsilon } };
      return {
        name: graph.add('BatchNormalization', inputs, name, attributes),
        channelsFirst: isImage,
      };
    }
    case 'layerNorm': {
      const last = turn(graph, operation, value, false);
      const { gamma, beta, epsilon } = operation;
      const inputs = [last, constant('gamma', gamma), constant('beta', beta)];
      const attributes = { axis: -1, epsilon: { float: epsilon } };
      return {
        name: graph.add('LayerNormalization', inputs, name, attributes),
        channelsFirst: false,
      };
    }
    case 'activation':
      return { ...value, name: addOnnxActivation(graph, operation.activation, input, name) };
    case 'softmax':
      return { ...value, name: graph.add('Softmax', [input], name, { axis: -1 }) };
  }
}

function addConvolution(
  graph: OnnxGraph,
  operation: OperationOf<'convolution'> | OperationOf<'depthwiseConvolution'>,
  value: Value,
): Value {
  const { name, inputShape, kernel, bias, window } = operation;
  const isDepthwise = operation.kind === 'depthwiseConvolution';
  const [size = 1, , channels = 1, filters = 1] = kernel.shape;
  // [size, size, channels, filters] to [filters, channels, size, size], or a filter per output channel.
  const turned = permuteWeight(kernel, isDepthwise ? [2, 3, 0, 1] : [3, 2, 0, 1]);
  const shaped = isDepthwise ? { ...turned, shape: [channels * filters, 1, size, size] } : turned;
  const inputs = [
    turn(graph, operation, value, true),
    graph.constant(`${name}/kernel`, shaped),
    ...(bias === undefined ? [] : [graph.constant(`${name}/bias`, bias)]),
  ];
  const attributes = { ...describeWindow(window, inputShape), group: isDepthwise ? channels : 1 };
  return { name: graph.add('Conv', inputs, name, attributes), channelsFirst: true };
}

/** The value with channels first or last, turned where it is not so. Vectors have no such order. */
function turn(
  graph: OnnxGraph,
  { name, inputShape }: Operation,
  value: Value,
  channelsFirst: boolean,
): string {
  if (inputShape.length < 3 || value.channelsFirst === channelsFirst) return value.name;
  const perm = channelsFirst ? [0, 3, 1, 2] : [0, 2, 3, 1];
  return graph.add('Transpose', [value.name], `${name}/turned`, { perm });
}

function describeWindow(window: PaddedWindow, [height = 1, width = 1]: readonly number[]) {
  const { size, strides } = window;
  const [top, bottom] = padsOf(window, height);
  const [left, right] = padsOf(window, width);
  return {
    kernel_shape: [size, size],
    strides: [strides, strides],
    pads: [top, left, bottom, right],
  };
}

function vector(values: readonly number[]): Weight {
  return { shape: values.length === 1 ? [] : [values.length], values: Float32Array.from(values) };
}
