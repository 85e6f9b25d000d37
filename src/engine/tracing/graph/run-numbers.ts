import { dataTypes } from '../../../tensorflow/data-types';
import { attribute } from '../ground/graph-node';
import type { GraphBuilder } from './graph-builder';

const float = attribute.type(dataTypes.float32);

/**
 * Numbers of a run in a graph, by name: inputs of functions that are set when a run begins instead of
 * being fed in each call.
 */
export interface NumberAccess {
  /** What holds each. */
  readonly handles: ReadonlyMap<string, string>;
  /** The node that reads each. */
  readonly reads: ReadonlyMap<string, string>;
  /** Placeholder from which each is set. */
  readonly placeholders: ReadonlyMap<string, string>;
  /** The nodes that set each from its placeholder. */
  readonly writes: readonly string[];
}

/** Adds what holds, reads and sets the numbers of a run, which no function changes. */
export function addRunNumbers(builder: GraphBuilder, names: readonly string[]): NumberAccess {
  const handles = new Map<string, string>();
  const reads = new Map<string, string>();
  const placeholders = new Map<string, string>();
  const writes: string[] = [];
  for (const name of names) {
    const at = `numbers/${name}`;
    const type = { dtype: float, shape: attribute.shape([]) };
    const shared = { shared_name: attribute.string(at), container: attribute.string('') };
    const handle = builder.add('VarHandleOp', at, [], { ...type, ...shared });
    const placeholder = builder.add('Placeholder', `${at}/new`, [], type, [[]]);
    handles.set(name, handle);
    reads.set(name, builder.add('ReadVariableOp', `${at}/Read`, [handle], { dtype: float }, [[]]));
    placeholders.set(name, placeholder);
    writes.push(addNumberWrite(builder, at, handle, placeholder));
  }
  return { handles, reads, placeholders, writes };
}

/** Adds what sets a number of the run to the value of a node. */
export function addNumberWrite(
  builder: GraphBuilder,
  at: string,
  handle: string,
  value: string,
): string {
  return builder.add('AssignVariableOp', `${at}/Write`, [handle, value], { dtype: float });
}
