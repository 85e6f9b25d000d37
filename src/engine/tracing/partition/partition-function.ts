import { lookUp } from '../../../util/look-up';
import { gradientOutput } from '../ground/graph-names';
import { pruneNodes, type TraceNode, TraceNodes, type Value } from '../trace/trace';
import type { TracedFunction } from '../trace/trace-function';
import { type Partitions, pieceNames, pieceShapes } from './partition';
import { addInPieces } from './partition-rules';
import { PartitionedValue } from './partitioned-value';

/**
 * Rewrites a function for variables that lie in pieces. What is computed from pieces stays in
 * pieces as far as its kernels allow that; where one needs the whole, the pieces are joined.
 *
 * @param isStep gradients of variables in pieces come back in pieces, for the optimizer; otherwise
 * all outputs are whole.
 */
export function partitionFunction(
  traced: TracedFunction,
  partitions: Partitions,
  isStep: boolean,
): TracedFunction {
  if (partitions.size === 0) return traced;
  const rewriting = new Rewriting(partitions);
  for (const node of traced.nodes) rewriting.add(node);
  const trained = new Map([...partitions.keys()].map((name) => [gradientOutput(name), name]));
  const outputs = new Map<string, Value>();
  for (const [name, value] of traced.outputs) {
    const output = rewriting.find(value);
    const variable = isStep ? trained.get(name) : undefined;
    if (variable === undefined) {
      outputs.set(name, output.whole());
      continue;
    }
    const partition = lookUp(partitions, variable);
    const names = pieceNames(variable, partition);
    for (const [index, piece] of output.pieces(partition).entries()) {
      outputs.set(gradientOutput(names[index] ?? ''), piece);
    }
  }
  return { inputs: traced.inputs, nodes: pruneNodes(rewriting.nodes.nodes, outputs), outputs };
}

class Rewriting {
  private scope = '';
  readonly nodes = new TraceNodes(() => this.scope);
  private readonly results = new Map<TraceNode, readonly PartitionedValue[]>();
  /** Inputs and variables as they lie, by kind and name. */
  private readonly leaves = new Map<string, PartitionedValue>();

  constructor(private readonly partitions: Partitions) {}

  /** What stands for a value of the function. */
  find(value: Value): PartitionedValue {
    const { source } = value;
    if (source.kind === 'node') {
      const result = lookUp(this.results, source.node)[source.output];
      if (result === undefined) throw new Error(`${source.node.op} lacks an output`);
      return result;
    }
    const key = `${source.kind} ${source.name}`;
    const known = this.leaves.get(key);
    if (known !== undefined) return known;
    const leaf =
      source.kind === 'variable'
        ? this.readVariable(source.name, value)
        : PartitionedValue.whole(this.nodes, value);
    this.leaves.set(key, leaf);
    return leaf;
  }

  private readVariable(name: string, value: Value): PartitionedValue {
    const partition = this.partitions.get(name);
    if (partition === undefined) return PartitionedValue.whole(this.nodes, value);
    const { shape, dtype } = value;
    const shapes = pieceShapes(shape, partition);
    const pieces = pieceNames(name, partition).map((piece, index): Value => {
      return { source: { kind: 'variable', name: piece }, shape: shapes[index] ?? [], dtype };
    });
    return PartitionedValue.inPieces(this.nodes, shape, partition, pieces);
  }

  /** Adds what stands for a node of the function. */
  add(node: TraceNode): void {
    this.scope = node.scope;
    const inputs = node.inputs.map((input) => this.find(input));
    const divided = addInPieces({ node, inputs }, this.nodes);
    this.results.set(node, divided === undefined ? this.addWhole(node, inputs) : [divided]);
  }

  private addWhole(node: TraceNode, inputs: readonly PartitionedValue[]): PartitionedValue[] {
    const values = inputs.map((input) => input.whole());
    const outputs = this.nodes.takeOn(node, values);
    return outputs.map((output) => PartitionedValue.whole(this.nodes, output));
  }
}
