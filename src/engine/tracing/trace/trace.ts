import { dataTypes } from '../../../tensorflow/data-types';
import { type Attributes, attribute, type ConstantValue } from '../ground/graph-node';

/** Where a value in a trace comes from. */
export type Source =
  | { readonly kind: 'node'; readonly node: TraceNode; readonly output: number }
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'variable'; readonly name: string };

/** A kernel call that was seen, with its place in the model: `conv1`, `gradients/fc1`. */
export interface TraceNode {
  readonly scope: string;
  readonly op: string;
  readonly inputs: readonly Value[];
  readonly attributes: Attributes;
  readonly outputs: readonly OutputType[];
}

/** A tensor in a trace. */
export interface Value {
  readonly source: Source;
  readonly shape: readonly number[];
  readonly dtype: number;
  /** For a reshaped tensor, the one that it is a view of. */
  readonly base?: Value;
  /** The content, where it is known. */
  readonly constant?: ConstantValue;
}

/** Shape and type of what a kernel call gives. */
export interface OutputType {
  readonly shape: readonly number[];
  readonly dtype: number;
}

/** The nodes that were recorded so far, each behind what it needs. */
export class TraceNodes {
  readonly nodes: TraceNode[] = [];
  /** Views of each value, by shape. */
  private readonly views = new Map<Value, Map<string, Value>>();

  /** @param scope tells where in the model the trace is. */
  constructor(private readonly scope: () => string) {}

  /** Adds a kernel call and returns its outputs. */
  add(
    op: string,
    inputs: readonly Value[],
    attributes: Attributes,
    outputs: readonly OutputType[],
  ): Value[] {
    const node: TraceNode = { scope: this.scope(), op, inputs, attributes, outputs };
    return this.take(node);
  }

  /** Adds a kernel call as it stands in another trace and returns its outputs. */
  take(node: TraceNode): Value[] {
    this.nodes.push(node);
    return node.outputs.map(({ shape, dtype }, output) => ({
      source: { kind: 'node', node, output },
      shape,
      dtype,
    }));
  }

  /** Adds a kernel call of another trace on these inputs: as it stands where they are its own. */
  takeOn(node: TraceNode, inputs: readonly Value[]): Value[] {
    const isUnchanged = inputs.every(({ source }, index) => {
      const before = node.inputs[index]?.source;
      return before !== undefined && isSameSource(source, before);
    });
    return isUnchanged ? this.take(node) : this.add(node.op, inputs, node.attributes, node.outputs);
  }

  /** Adds a kernel call that has a single output. */
  addOne(op: string, inputs: readonly Value[], attributes: Attributes, output: OutputType): Value {
    const [value] = this.add(op, inputs, attributes, [output]);
    if (value === undefined) throw new Error(`${op} without output`);
    return value;
  }

  /** Adds a constant. */
  constant(constant: ConstantValue): Value {
    const attributes: Attributes = {
      dtype: attribute.type(constant.dtype),
      value: { kind: 'tensor', value: constant },
    };
    return { ...this.addOne('Const', [], attributes, constant), constant };
  }

  /** A view of a value under another shape; a node only where there is none yet. */
  reshape(value: Value, shape: readonly number[]): Value {
    const base = value.base ?? value;
    if (base.shape.length === shape.length && base.shape.every((size, i) => size === shape[i])) {
      return base;
    }
    const views = this.views.get(base) ?? new Map<string, Value>();
    this.views.set(base, views);
    const known = views.get(shape.join());
    if (known !== undefined) return known;
    const target = this.constant({
      dtype: dataTypes.int32,
      shape: [shape.length],
      values: Int32Array.from(shape),
    });
    const attributes = {
      T: attribute.type(value.dtype),
      Tshape: attribute.type(dataTypes.int32),
    };
    const output = { shape, dtype: value.dtype };
    const view = { ...this.addOne('Reshape', [base, target], attributes, output), base };
    views.set(shape.join(), view);
    return view;
  }
}

/** Whether two values are the same output of the same node, input or variable. */
export function isSameSource(a: Source, b: Source): boolean {
  if (a.kind === 'node') return b.kind === 'node' && a.node === b.node && a.output === b.output;
  return a.kind === b.kind && a.name === b.name;
}

/** Leaves out the nodes that no output depends on, for instance gradients of inputs. */
export function pruneNodes(
  nodes: readonly TraceNode[],
  outputs: ReadonlyMap<string, Value>,
): TraceNode[] {
  const needed = findAncestors(
    nodes,
    [...outputs.values()].map((value) => value.source),
  );
  return nodes.filter((node) => needed.has(node));
}

/** The nodes that some sources are or depend on. */
export function findAncestors(
  nodes: readonly TraceNode[],
  sources: readonly Source[],
): Set<TraceNode> {
  const ancestors = new Set<TraceNode>();
  const mark = (source: Source): void => {
    if (source.kind === 'node') ancestors.add(source.node);
  };
  sources.forEach(mark);
  for (const node of nodes.toReversed()) {
    if (ancestors.has(node)) for (const { source } of node.inputs) mark(source);
  }
  return ancestors;
}
