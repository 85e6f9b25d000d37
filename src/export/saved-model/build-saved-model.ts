import { encodeSavedModel } from '../../engine/tracing/graph/encode-graph';
import type { Attributes } from '../../engine/tracing/ground/graph-node';
import { attribute } from '../../engine/tracing/ground/graph-node';
import { dataTypes } from '../../tensorflow/data-types';
import type { Operation, PaddedWindow, Weight } from '../network/operation';
import { addGraphActivation } from './graph-activations';
import { GraphWriter } from './graph-writer';

/**
 * Encodes a network as the bytes of `saved_model.pb`, with the signature `serving_default` from
 * `inputs` to an output of the given name. Weights are constants of the graph, so that nothing else
 * has to be there.
 */
export function buildSavedModel(
  operations: readonly Operation[],
  {
    inputShape,
    outputName,
  }: { readonly inputShape: readonly number[]; readonly outputName: string },
): Uint8Array {
  const graph = new GraphWriter();
  const shape = [-1, ...inputShape];
  let value = graph.placeholder('inputs', shape);
  for (const operation of operations) value = addOperation(graph, operation, value);
  // Under a name of its own, whatever the last layer is called.
  const output = graph.add('Identity', [value], 'serving_default/output');
  const dtype = dataTypes.float32;
  const outputShape = [-1, ...(operations.at(-1)?.outputShape ?? inputShape)];
  const signature = {
    inputs: { inputs: { tensor: 'inputs:0', dtype, shape } },
    outputs: { [outputName]: { tensor: `${output}:0`, dtype, shape: outputShape } },
  };
  return encodeSavedModel(graph.nodes, { signatures: { serving_default: signature } });
}

function addOperation(graph: GraphWriter, operation: Operation, input: string): string {
  const { name, inputShape } = operation;
  const constant = (part: string, { shape, values }: Weight): string =>
    graph.constant(`${name}/${part}`, shape, values);
  const axes = (values: readonly number[]): string =>
    graph.constant(`${name}/axes`, [values.length], Int32Array.from(values));
  switch (operation.kind) {
    case 'rescale': {
      const scaled = graph.add(
        'Mul',
        [input, constant('scale', vector(operation.scale))],
        `${name}/Mul`,
      );
      return graph.add('AddV2', [scaled, constant('offset', vector(operation.offset))], name);
    }
    case 'convolution':
    case 'depthwiseConvolution': {
      const op = operation.kind === 'convolution' ? 'Conv2D' : 'DepthwiseConv2dNative';
      const inputs = [input, constant('kernel', operation.kernel)];
      const sum = graph.add(op, inputs, `${name}/${op}`, describeStrides(operation.window));
      return addBias(graph, operation, sum);
    }
    case 'maxPool':
    case 'averagePool': {
      const { size } = operation.window;
      const ksize = { kind: 'ints', value: [1, size, size, 1] } as const;
      const op = operation.kind === 'maxPool' ? 'MaxPool' : 'AvgPool';
      return graph.add(op, [input], name, { ...describeStrides(operation.window), ksize });
    }
    case 'globalAveragePool':
      return graph.add('Mean', [input, axes([1, 2])], name, reduction(false));
    case 'flatten': {
      const shape = Int32Array.of(-1, ...operation.outputShape);
      return graph.add('Reshape', [input, graph.constant(`${name}/shape`, [2], shape)], name, {
        Tshape: attribute.type(dataTypes.int32),
      });
    }
    case 'dense': {
      const inputs = [input, constant('kernel', operation.kernel)];
      return addBias(graph, operation, graph.add('MatMul', inputs, `${name}/MatMul`));
    }
    case 'batchNorm': {
      const { gamma, beta, mean, variance, epsilon } = operation;
      const factors = gamma.values.map(
        (gain, unit) => gain / Math.sqrt((variance.values[unit] ?? 1) + epsilon),
      );
      const terms = beta.values.map(
        (term, unit) => term - (mean.values[unit] ?? 0) * (factors[unit] ?? 1),
      );
      const factor = constant('factor', { shape: gamma.shape, values: factors });
      const scaled = graph.add('Mul', [input, factor], `${name}/Mul`);
      return graph.add(
        'AddV2',
        [scaled, constant('term', { shape: beta.shape, values: terms })],
        name,
      );
    }
    case 'layerNorm': {
      const add = (op: string, inputs: readonly string[], part: string, more: Attributes = {}) =>
        graph.add(op, inputs, `${name}/${part}`, more);
      const last = axes([inputShape.length]);
      const mean = add('Mean', [input, last], 'mean', reduction(true));
      const centered = add('Sub', [input, mean], 'centered');
      const square = add('Square', [centered], 'square');
      const variance = add('Mean', [square, last], 'variance', reduction(true));
      const epsilon = graph.number(`${name}/epsilon`, operation.epsilon);
      const inverse = add('Rsqrt', [add('AddV2', [variance, epsilon], 'sum')], 'inverse');
      const normalized = add('Mul', [centered, inverse], 'normalized');
      const scaled = add('Mul', [normalized, constant('gamma', operation.gamma)], 'scaled');
      return graph.add('AddV2', [scaled, constant('beta', operation.beta)], name);
    }
    case 'activation':
      return addGraphActivation(graph, operation.activation, input, name);
    case 'softmax':
      return graph.add('Softmax', [input], name);
  }
}

function addBias(
  graph: GraphWriter,
  { name, bias }: { readonly name: string; readonly bias: Weight | undefined },
  sum: string,
): string {
  if (bias === undefined) return graph.add('Identity', [sum], name);
  const term = graph.constant(`${name}/bias`, bias.shape, bias.values);
  return graph.add('BiasAdd', [sum, term], name);
}

function describeStrides({ strides, padding }: PaddedWindow): Attributes {
  return {
    strides: { kind: 'ints', value: [1, strides, strides, 1] },
    padding: attribute.string(padding.toUpperCase()),
  };
}

function reduction(keepsDimensions: boolean): Attributes {
  return {
    Tidx: attribute.type(dataTypes.int32),
    keep_dims: attribute.bool(keepsDimensions),
  };
}

function vector(values: readonly number[]): Weight {
  return { shape: values.length === 1 ? [] : [values.length], values: Float32Array.from(values) };
}
