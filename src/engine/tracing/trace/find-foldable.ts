import type { TraceNode, Value } from './trace';
import type { TracedFunction } from './trace-function';

/** Kernels whose factors TensorFlow multiplies in another order where several of them are constants. */
const products: ReadonlySet<string> = new Set(['Mul', 'RealDiv']);

/** Kernels that hand on what they get, so that products before and behind them are one. */
const passing: ReadonlySet<string> = new Set(['Reshape', 'Snapshot']);

/**
 * Inputs of a function, of those named, that stand in one product with another number, a constant or an
 * input. If both were constants, TensorFlow would multiply them first, once and for all; as inputs they
 * can't be, and the last digits of the product are others.
 */
export function findFoldable({ nodes }: TracedFunction, names: ReadonlySet<string>): Set<string> {
  const numbers = new Map<TraceNode, Value[]>();
  const productOf = joinProducts(nodes);
  for (const node of nodes) {
    const product = productOf.get(node);
    if (product === undefined || !products.has(node.op)) continue;
    const found = node.inputs.filter((input) => isNumber(input, names));
    numbers.set(product, [...(numbers.get(product) ?? []), ...found]);
  }
  const shared = [...numbers.values()].filter((found) => found.length > 1).flat();
  return new Set(shared.flatMap(({ source }) => (source.kind === 'input' ? [source.name] : [])));
}

function isNumber({ constant, source }: Value, names: ReadonlySet<string>): boolean {
  if (source.kind === 'input') return names.has(source.name);
  return constant !== undefined || (source.kind === 'node' && source.node.op === 'Const');
}

/** For each node of a product, one that stands for all of it: that which nodes of one product share. */
function joinProducts(nodes: readonly TraceNode[]): Map<TraceNode, TraceNode> {
  const members = new Map<TraceNode, TraceNode[]>();
  const productOf = new Map<TraceNode, TraceNode>();
  for (const node of nodes) {
    if (!products.has(node.op) && !passing.has(node.op)) continue;
    let joined: TraceNode[] = [node];
    for (const { source } of node.inputs) {
      const product = source.kind === 'node' ? productOf.get(source.node) : undefined;
      if (product === undefined || joined.includes(product)) continue;
      joined = [...joined, ...(members.get(product) ?? [])];
    }
    members.set(node, joined);
    for (const member of joined) productOf.set(member, node);
  }
  return productOf;
}
