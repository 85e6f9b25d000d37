import { isElementwise } from '../ground/elementwise';
import { readProduct } from '../trace/matrix-product';
import type { TraceNode, Value } from '../trace/trace';
import type { Partition } from './partition';

/** Which weights are worth dividing, and into what. */
export interface Division {
  /** At most; two or more. */
  readonly pieces: number;
  /** Multiplications that each piece of a product has, at least. */
  readonly leastProducts: number;
  /** Pieces end at multiples of so many values. */
  readonly alignment: number;
}

/**
 * Chooses the weights of a training step that are to lie in pieces, so that several cores multiply
 * and update them beside each other, each core with what its cache holds already. The weights
 * `[inputs, units]` of a large dense layer are divided by units. The layer behind it is divided by
 * inputs then, and takes the activations in pieces as they come: products whose sum it is.
 * (Shoeybi et al. 2019, Megatron-LM, section 3, between processors instead of cores.)
 */
export function planPartitions(
  nodes: readonly TraceNode[],
  division: Division,
): Map<string, Partition> {
  const partitions = new Map<string, Partition>();
  for (const node of nodes) {
    const product = readProduct(node);
    if (product !== undefined && !product.transposes.a && !product.transposes.b) {
      const { a, b } = product;
      if (b.source.kind !== 'variable' || partitions.has(b.source.name)) continue;
      const inputSizes = unitSizes(a, partitions);
      if (inputSizes !== undefined) partitions.set(b.source.name, { axis: 0, sizes: inputSizes });
      else {
        const pieces = countPieces(a, b, division);
        if (pieces < 2) continue;
        const sizes = divide(b.shape[1] ?? 0, pieces, division.alignment);
        partitions.set(b.source.name, { axis: 1, sizes });
      }
    } else if (node.op === 'BiasAdd') {
      const [input, bias] = node.inputs;
      const sizes = input && unitSizes(input, partitions);
      if (sizes === undefined || bias?.source.kind !== 'variable') continue;
      partitions.set(bias.source.name, { axis: 0, sizes });
    }
  }
  return partitions;
}

/** How many pieces of a product are worth a thread each. */
function countPieces(a: Value, b: Value, division: Division): number {
  const { pieces, leastProducts, alignment } = division;
  const [examples = 0] = a.shape;
  const [inputs = 0, units = 0] = b.shape;
  const worthwhile = Math.floor((examples * inputs * units) / leastProducts);
  return Math.min(pieces, worthwhile, Math.floor(units / alignment));
}

function divide(size: number, pieces: number, alignment: number): number[] {
  const edges = Array.from({ length: pieces }, (_, piece) => {
    return Math.round((piece * size) / pieces / alignment) * alignment;
  });
  return edges.map((edge, piece) => (edges[piece + 1] ?? size) - edge);
}

/** How the units of a layer are divided that `value` `[batch, units]` was computed with, if at all. */
function unitSizes(
  value: Value,
  partitions: ReadonlyMap<string, Partition>,
): readonly number[] | undefined {
  if (value.source.kind !== 'node') return undefined;
  const { node } = value.source;
  const weights = readProduct(node)?.b.source;
  if (weights?.kind === 'variable') {
    const partition = partitions.get(weights.name);
    return partition?.axis === 1 ? partition.sizes : undefined;
  }
  if (!isElementwise(node.op) && node.op !== 'BiasAdd') return undefined;
  for (const input of node.inputs) {
    const sizes =
      input.shape.join() === value.shape.join() ? unitSizes(input, partitions) : undefined;
    if (sizes !== undefined) return sizes;
  }
  return undefined;
}
