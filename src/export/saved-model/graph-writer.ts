import type { Attribute, Attributes, GraphNode } from '../../engine/tracing/ground/graph-node';
import { attribute } from '../../engine/tracing/ground/graph-node';
import { dataTypes } from '../../tensorflow/data-types';

const float = { T: attribute.type(dataTypes.float32) };

/** Collects the nodes of a graph of TensorFlow whose values are float32. */
export class GraphWriter {
  readonly nodes: GraphNode[] = [];

  /**
   * Adds a node with one output.
   *
   * @param attributes besides the type of its values, `T`.
   * @returns its name.
   */
  add(op: string, inputs: readonly string[], name: string, attributes: Attributes = {}): string {
    return this.push(op, inputs, name, { ...float, ...attributes });
  }

  /** Adds what is fed. @param shape -1 where any length does. */
  placeholder(name: string, shape: readonly number[]): string {
    const dtype = attribute.type(dataTypes.float32);
    return this.push('Placeholder', [], name, { dtype, shape: attribute.shape(shape) });
  }

  /** Adds a constant, float32 or int32 by its values. */
  constant(name: string, shape: readonly number[], values: Float32Array | Int32Array): string {
    const dtype = values instanceof Float32Array ? dataTypes.float32 : dataTypes.int32;
    const value: Attribute = { kind: 'tensor', value: { dtype, shape, values } };
    return this.push('Const', [], name, { dtype: attribute.type(dtype), value });
  }

  /** Adds a constant number. */
  number(name: string, value: number): string {
    return this.constant(name, [], Float32Array.of(value));
  }

  private push(
    op: string,
    inputs: readonly string[],
    name: string,
    attributes: Attributes,
  ): string {
    this.nodes.push({ name, op, inputs, attributes, outputShapes: [] });
    return name;
  }
}
