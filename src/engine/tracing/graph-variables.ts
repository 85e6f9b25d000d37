import { dataTypes } from './data-types';
import type { GraphBuilder } from './graph-builder';
import { lookUp } from './graph-names';
import { attribute } from './graph-node';

/** A float32 variable of a program. */
export interface ProgramVariable {
  readonly shape: readonly number[];
  /** The value it starts from where that is the same all over; else it has to be written. */
  readonly fill?: number;
}

/** Variables by name. */
export type ProgramVariables = ReadonlyMap<string, ProgramVariable>;

const float = attribute.type(dataTypes.float32);

/** Adds the handles of variables: what every node that reads or writes one of them takes. */
export function addHandles(builder: GraphBuilder, variables: ProgramVariables): void {
  for (const [name, { shape }] of variables) {
    builder.add('VarHandleOp', name, [], {
      dtype: float,
      shape: attribute.shape(shape),
      shared_name: attribute.string(name),
      container: attribute.string(''),
    });
  }
}

/** Nodes that read and write variables as a whole, rather than as part of a function. */
export interface VariableAccess {
  /** `node:0` of each variable's value. */
  readonly reads: ReadonlyMap<string, string>;
  /** Placeholder from which each variable is written. */
  readonly placeholders: ReadonlyMap<string, string>;
  /** Fetched to write all variables from their placeholders. */
  readonly writeAll: string;
  /** Fetched to write those without `fill` from their placeholders and to fill the others. */
  readonly initialize: string;
}

/** Names of nodes that only carry values in and out begin with this. */
export const accessPrefix = 'variables/';

/** Adds the nodes that read, write and initialize variables. */
export function addAccess(builder: GraphBuilder, variables: ProgramVariables): VariableAccess {
  const reads = new Map<string, string>();
  const placeholders = new Map<string, string>();
  const writes: string[] = [];
  const initializations: string[] = [];
  for (const [name, { shape, fill }] of variables) {
    const at = `${accessPrefix}${name}`;
    const dtype = { dtype: float };
    reads.set(name, `${builder.add('ReadVariableOp', `${at}/Read`, [name], dtype)}:0`);
    const attributes = { ...dtype, shape: attribute.shape(shape) };
    const placeholder = builder.add('Placeholder', `${at}/new`, [], attributes);
    placeholders.set(name, placeholder);
    const write = builder.add('AssignVariableOp', `${at}/Write`, [name, placeholder], dtype);
    writes.push(write);
    if (fill === undefined) {
      initializations.push(write);
      continue;
    }
    const sizes = { dtype: dataTypes.int32, shape: [shape.length], values: Int32Array.from(shape) };
    const inputs = [builder.constant(`${at}/shape`, sizes), builder.scalar(`${at}/initial`, fill)];
    const types = { T: float, index_type: attribute.type(dataTypes.int32) };
    const filled = builder.add('Fill', `${at}/Fill`, inputs, types);
    initializations.push(
      builder.add('AssignVariableOp', `${at}/Initialize`, [name, filled], dtype),
    );
  }
  return {
    reads,
    placeholders,
    writeAll: `${builder.barrier(`${accessPrefix}write`, writes)}:0`,
    initialize: `${builder.barrier(`${accessPrefix}initialize`, initializations)}:0`,
  };
}

/**
 * A reader that reads each variable once, behind the nodes that have changed it before.
 *
 * @param changes nodes after which to read, by variable.
 */
export function readOnce(
  builder: GraphBuilder,
  variables: ProgramVariables,
  prefix: string,
  changes: ReadonlyMap<string, string> = new Map(),
): (variable: string) => string {
  const reads = new Map<string, string>();
  return (name) => {
    const known = reads.get(name);
    if (known !== undefined) return known;
    const change = changes.get(name);
    const inputs = [name, ...(change === undefined ? [] : [`^${change}`])];
    const { shape } = lookUp(variables, name);
    const at = `${prefix}${name}/Read`;
    const read = builder.add('ReadVariableOp', at, inputs, { dtype: float }, [shape]);
    reads.set(name, read);
    return read;
  };
}
