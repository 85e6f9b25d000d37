import { allActivations } from '../../../activations/registry';
import { dataTypes } from '../../../tensorflow/data-types';
import { type Attributes, attribute, isSet } from '../ground/graph-node';
import { addProduct, readProduct } from './matrix-product';
import { isSameSource, type OutputType, type TraceNodes, type Value } from './trace';

/** A kernel call as tfjs made it. */
export interface KernelCall {
  readonly op: string;
  readonly inputs: readonly Value[];
  readonly attributes: Attributes;
  readonly outputs: readonly OutputType[];
}

/** Replaces a kernel call by one of equal value, or declines. */
type Rule = (call: KernelCall, output: OutputType, nodes: TraceNodes) => Value | undefined;

/**
 * tfjs spells a dense layer as a batch of one matrix between reshapes, and biases as broadcast
 * additions and sums. TensorFlow has kernels for these.
 */
const rules: Readonly<Record<string, Rule>> = {
  Reshape: ({ inputs: [input] }, output, nodes) => input && nodes.reshape(input, output.shape),

  Cast: ({ inputs: [input] }, output) => (input?.dtype === output.dtype ? input : undefined),

  BatchMatMulV2: ({ inputs: [a, b], attributes }, output, nodes) => {
    if (a === undefined || b === undefined) return undefined;
    if (![a, b].every((matrix) => matrix.shape.slice(0, -2).every((size) => size === 1))) {
      return undefined;
    }
    const flatten = (matrix: Value): Value => nodes.reshape(matrix, matrix.shape.slice(-2));
    const transposes = { a: isSet(attributes, 'adj_x'), b: isSet(attributes, 'adj_y') };
    const result = { shape: output.shape.slice(-2), dtype: output.dtype };
    const product = addProduct(nodes, { a: flatten(a), b: flatten(b), transposes }, result);
    return nodes.reshape(product, output.shape);
  },

  Add: addBias,
  AddV2: addBias,

  ...Object.fromEntries(
    allActivations.flatMap(({ gradient }) =>
      gradient?.inputs.includes('output')
        ? [[gradient.op, differentiateBehindPool(gradient.inputs.indexOf('gradient'))]]
        : [],
    ),
  ),

  Sum: ({ inputs: [input, axes], attributes }, output, nodes) => {
    const base = input && withoutLeadingOnes(input);
    if (base === undefined || input === undefined || axes?.constant === undefined) return undefined;
    if (input.dtype !== dataTypes.float32 || base.shape.length < 2) return undefined;
    if (isSet(attributes, 'keep_dims')) return undefined;
    const summed = new Set(axes.constant.values);
    const leading = input.shape.slice(0, -1);
    if (summed.size !== leading.length || !leading.every((_, axis) => summed.has(axis))) {
      return undefined;
    }
    return nodes.addOne('BiasAddGrad', [base], biasAttributes, output);
  },
};

/**
 * Where an activation is max-pooled, only the largest value of each window gets a gradient, and it
 * is also what the pool gave: the activation can be differentiated there, on a fraction of the
 * values. Not so where windows overlap and gradients add up.
 *
 * @param upstreamAt which input of the kernel is the gradient; the other is the activation.
 */
function differentiateBehindPool(upstreamAt: number): Rule {
  return ({ op, inputs, attributes }, output, nodes) => {
    const upstream = inputs[upstreamAt];
    const activation = inputs[1 - upstreamAt];
    if (upstream?.source.kind !== 'node' || upstream.source.node.op !== 'MaxPoolGrad') {
      return undefined;
    }
    const pool = upstream.source.node;
    const [pooledFrom, pooled, gradient] = pool.inputs;
    if (pooledFrom === undefined || pooled === undefined || gradient === undefined)
      return undefined;
    if (activation === undefined || !isSameSource(pooledFrom.source, activation.source))
      return undefined;
    const { ksize, strides } = pool.attributes;
    if (ksize?.kind !== 'ints' || strides?.kind !== 'ints') return undefined;
    if (ksize.value.some((size, axis) => size > (strides.value[axis] ?? 0))) return undefined;
    const operands = upstreamAt === 0 ? [gradient, pooled] : [pooled, gradient];
    const derivative = nodes.addOne(op, operands, attributes, pooled);
    return nodes.addOne('MaxPoolGrad', [pooledFrom, pooled, derivative], pool.attributes, output);
  };
}

const biasAttributes = {
  T: attribute.type(dataTypes.float32),
  data_format: attribute.string('NHWC'),
};

function addBias(
  { inputs: [input, bias] }: KernelCall,
  output: OutputType,
  nodes: TraceNodes,
): Value | undefined {
  const base = input && withoutLeadingOnes(input);
  if (base === undefined || bias === undefined) return undefined;
  const fits =
    output.dtype === dataTypes.float32 &&
    bias.shape.length === 1 &&
    base.shape.length >= 2 &&
    base.shape.at(-1) === bias.shape[0] &&
    output.shape.join() === input?.shape.join();
  if (!fits) return undefined;
  const type = { shape: base.shape, dtype: base.dtype };
  const sum = nodes.addOne('BiasAdd', [keepApart(base, nodes), bias], biasAttributes, type);
  return nodes.reshape(sum, output.shape);
}

/**
 * Keeps a product apart from the bias behind it, by a kernel that hands its input on as it is.
 * TensorFlow would fuse them into one, which copies the weights into another layout each time: that
 * takes longer than fusing saves, for small matrices and for large ones.
 */
function keepApart(value: Value, nodes: TraceNodes): Value {
  const { source } = value;
  if (source.kind !== 'node' || readProduct(source.node) === undefined) return value;
  return nodes.addOne('Snapshot', [value], { T: attribute.type(value.dtype) }, value);
}

/** What a value is a view of, if its last dimension is the same there. */
function withoutLeadingOnes(value: Value): Value {
  const { base } = value;
  return base !== undefined && base.shape.at(-1) === value.shape.at(-1) ? base : value;
}

/**
 * Adds a kernel call to a trace, in the form in which TensorFlow runs it fastest, and returns its
 * outputs.
 */
export function addSimplified(call: KernelCall, nodes: TraceNodes): Value[] {
  const [output] = call.outputs;
  const replaced = output && rules[call.op]?.(call, output, nodes);
  return replaced ? [replaced] : nodes.add(call.op, call.inputs, call.attributes, call.outputs);
}
