import { dataTypes } from '../../../tensorflow/data-types';
import {
  type Attributes,
  attribute,
  type ConstantValue,
  type GraphNode,
} from '../ground/graph-node';

/** Collects the nodes of a graph under names that are unique. */
export class GraphBuilder {
  readonly nodes: GraphNode[] = [];
  private readonly uses = new Map<string, number>();
  private readonly constants = new Map<string, string>();

  /**
   * Adds a node and returns its name: the one asked for, with a number where that is taken.
   *
   * @param outputShapes shape of each output, for viewers of the graph.
   */
  add(
    op: string,
    name: string,
    inputs: readonly string[],
    attributes: Attributes,
    outputShapes: readonly (readonly number[])[] = [],
  ): string {
    const unique = this.claim(name);
    this.nodes.push({ name: unique, op, inputs, attributes, outputShapes });
    return unique;
  }

  /** Adds a constant, or returns the equal one that stands under this name already. */
  constant(name: string, value: ConstantValue): string {
    const { dtype, shape, values } = value;
    const key = `${name}|${dtype}|${shape.join()}|${values.join()}`;
    const known = this.constants.get(key);
    if (known !== undefined) return known;
    const attributes = {
      dtype: attribute.type(dtype),
      value: { kind: 'tensor', value },
    } as const;
    const added = this.add('Const', name, [], attributes, [shape]);
    this.constants.set(key, added);
    return added;
  }

  /** Adds a float32 scalar constant. */
  scalar(name: string, value: number): string {
    return this.constant(name, {
      dtype: dataTypes.float32,
      shape: [],
      values: Float32Array.of(value),
    });
  }

  /** Adds a node that gives 0 when all of `nodes` have run: something to fetch. */
  barrier(name: string, nodes: readonly string[]): string {
    const zero = this.constant('zero', {
      dtype: dataTypes.int32,
      shape: [],
      values: Int32Array.of(0),
    });
    const after = nodes.map((node) => `^${node}`);
    return this.add('Identity', name, [zero, ...after], { T: attribute.type(dataTypes.int32) });
  }

  private claim(name: string): string {
    const count = this.uses.get(name) ?? 0;
    this.uses.set(name, count + 1);
    return count === 0 ? name : this.claim(`${name}_${count}`);
  }
}
