import { dataTypes } from '../../../tensorflow/data-types';
import { lookUp } from '../../../util/look-up';
import { attribute } from '../ground/graph-node';
import { pruneNodes, type TraceNode, TraceNodes, type Value } from '../trace/trace';
import type { TracedFunction } from '../trace/trace-function';

/** Kernels that multiply, with the places of their factors among the inputs. */
const products: Readonly<Record<string, readonly number[]>> = {
  MatMul: [0, 1],
  Conv2D: [0, 1],
  Conv2DBackpropInput: [1, 2],
  Conv2DBackpropFilter: [0, 2],
};

/**
 * Kernels that follow a product, add up little or nothing, and take its numbers as they come: what they
 * are told of first is the tensor that they change, and all others of float32 go with it.
 */
const followers: ReadonlySet<string> = new Set([
  'BiasAdd',
  'Relu',
  'ReluGrad',
  'MaxPool',
  'MaxPoolGrad',
  'Reshape',
]);

/**
 * Rewrites a function so that matrix products and convolutions are computed in bfloat16, with what
 * follows them at once: half of the memory, and several times the arithmetic on processors that have
 * instructions for it. Sums are kept in float32 inside of the kernels. Variables, losses, statistics and
 * all outputs stay float32 (Micikevicius et al. 2018, Mixed Precision Training, without loss scaling,
 * which bfloat16 with the exponent of float32 does not need: Kalamkar et al. 2019).
 */
export function lowerProducts(traced: TracedFunction): TracedFunction {
  const rewriting = new Rewriting();
  for (const node of traced.nodes) rewriting.add(node);
  const outputs = new Map(
    [...traced.outputs].map(([name, value]) => [name, rewriting.full(value)] as const),
  );
  return { inputs: traced.inputs, nodes: pruneNodes(rewriting.nodes.nodes, outputs), outputs };
}

/** A value in one precision or both. */
interface Forms {
  full?: Value;
  low?: Value;
}

class Rewriting {
  private scope = '';
  readonly nodes = new TraceNodes(() => this.scope);
  private readonly results = new Map<TraceNode, readonly Forms[]>();
  /** Inputs and variables, by kind and name. */
  private readonly leaves = new Map<string, Forms>();

  /** What stands for a value in float32, or in the type that it has otherwise. */
  full(value: Value): Value {
    const forms = this.find(value);
    if (forms.full === undefined) {
      if (forms.low === undefined) throw new Error('A value has no form');
      forms.full = this.cast(forms.low, dataTypes.float32);
    }
    return forms.full;
  }

  /** Adds what stands for a node of the function. */
  add(node: TraceNode): void {
    this.scope = node.scope;
    const [first] = node.inputs;
    const factors = products[node.op];
    const isFollower = first !== undefined && followers.has(node.op) && this.isLow(first);
    if (factors !== undefined) this.addLow(node, (_, place) => factors.includes(place));
    else if (isFollower) this.addLow(node, ({ dtype }) => dtype === dataTypes.float32);
    else this.addFull(node);
  }

  private addFull(node: TraceNode): void {
    const inputs = node.inputs.map((input) => this.full(input));
    const outputs = this.nodes.takeOn(node, inputs);
    this.results.set(
      node,
      outputs.map((full) => ({ full })),
    );
  }

  private addLow(node: TraceNode, isLowered: (input: Value, place: number) => boolean): void {
    const inputs = node.inputs.map((input, place) =>
      isLowered(input, place) ? this.low(input) : this.full(input),
    );
    const attributes = { ...node.attributes, T: attribute.type(dataTypes.bfloat16) };
    const types = node.outputs.map(({ shape }) => ({ shape, dtype: dataTypes.bfloat16 }));
    const outputs = this.nodes.add(node.op, inputs, attributes, types);
    this.results.set(
      node,
      outputs.map((low) => ({ low })),
    );
  }

  private isLow(value: Value): boolean {
    return this.find(value).low !== undefined;
  }

  private low(value: Value): Value {
    const forms = this.find(value);
    forms.low ??= this.cast(this.full(value), dataTypes.bfloat16);
    return forms.low;
  }

  private find(value: Value): Forms {
    const { source } = value;
    if (source.kind === 'node') {
      const forms = lookUp(this.results, source.node)[source.output];
      if (forms === undefined) throw new Error(`${source.node.op} lacks an output`);
      return forms;
    }
    const key = `${source.kind} ${source.name}`;
    const known = this.leaves.get(key) ?? { full: value };
    this.leaves.set(key, known);
    return known;
  }

  private cast(value: Value, dtype: number): Value {
    const attributes = {
      SrcT: attribute.type(value.dtype),
      DstT: attribute.type(dtype),
      Truncate: attribute.bool(false),
    };
    return this.nodes.addOne('Cast', [value], attributes, { shape: value.shape, dtype });
  }
}
