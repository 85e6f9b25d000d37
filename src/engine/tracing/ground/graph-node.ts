import type { Values } from '../../../tensorflow/data-types';

/** The value of a Const node; strings can't be captured. */
export interface ConstantValue {
  readonly dtype: number;
  readonly shape: readonly number[];
  readonly values: Values;
}

/** An attribute of a node. */
export type Attribute =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'int' | 'float' | 'type'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'ints' | 'floats' | 'shape'; readonly value: readonly number[] }
  | { readonly kind: 'bools'; readonly value: readonly boolean[] }
  | { readonly kind: 'tensor'; readonly value: ConstantValue };

/** Attributes by name. */
export type Attributes = Readonly<Record<string, Attribute>>;

/** A node of a TensorFlow graph (NodeDef). */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  /** `node` for its first output, `node:1` for the second, `^node` to run after it. */
  readonly inputs: readonly string[];
  readonly attributes: Attributes;
  /** Shape of each output, for those who look at the graph. */
  readonly outputShapes: readonly (readonly number[])[];
}

/** Whether a flag is among the attributes, and set. */
export function isSet(attributes: Attributes, name: string): boolean {
  const flag = attributes[name];
  return flag?.kind === 'bool' && flag.value;
}

/** Short ways to write attributes. */
export const attribute = {
  type: (value: number): Attribute => ({ kind: 'type', value }),
  int: (value: number): Attribute => ({ kind: 'int', value }),
  bool: (value: boolean): Attribute => ({ kind: 'bool', value }),
  string: (value: string): Attribute => ({ kind: 'string', value }),
  shape: (value: readonly number[]): Attribute => ({ kind: 'shape', value }),
};
