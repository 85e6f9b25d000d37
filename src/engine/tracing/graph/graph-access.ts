import { dataTypes } from '../../../tensorflow/data-types';
import { lookUp } from '../../../util/look-up';
import { attribute } from '../ground/graph-node';
import { divideAttributes, joinAttributes, pieceNames, pieceShapes } from '../partition/partition';
import type { GraphBuilder } from './graph-builder';
import { type ProgramVariable, type ProgramVariables, storedShapes } from './graph-variables';
import type { NumberAccess } from './run-numbers';

const float = attribute.type(dataTypes.float32);
const integer = attribute.type(dataTypes.int32);

/** Nodes that read and write variables as a whole, rather than as part of a function. */
export interface VariableAccess {
  /** `node:0` of each variable's value. */
  readonly reads: ReadonlyMap<string, string>;
  /** Placeholder from which each variable is written. */
  readonly placeholders: ReadonlyMap<string, string>;
  /** Fetched to write all variables and numbers of the run from their placeholders. */
  readonly writeAll: string;
  /** Fetched to do the same with those without `fill`, and to fill the others. */
  readonly initialize: string;
}

/** Names of nodes that only carry values in and out begin with this. */
const accessPrefix = 'variables/';

/** Adds the nodes that read, write and initialize variables; the last two set the run's numbers too. */
export function addAccess(
  builder: GraphBuilder,
  variables: ProgramVariables,
  numbers: NumberAccess,
): VariableAccess {
  const reads = new Map<string, string>();
  const placeholders = new Map<string, string>();
  const writes = [...numbers.writes];
  const initializations = [...numbers.writes];
  for (const [name, variable] of variables) {
    const at = `${accessPrefix}${name}`;
    reads.set(name, `${addRead(builder, name, variable)}:0`);
    const attributes = { dtype: float, shape: attribute.shape(variable.shape) };
    const placeholder = builder.add('Placeholder', `${at}/new`, [], attributes);
    placeholders.set(name, placeholder);
    const written = addWrite(builder, at, name, variable, placeholder);
    writes.push(...written);
    initializations.push(
      ...(variable.fill === undefined
        ? written
        : addFill(builder, name, variable, lookUp(numbers.placeholders, variable.fill))),
    );
  }
  return {
    reads,
    placeholders,
    writeAll: `${builder.barrier(`${accessPrefix}write`, writes)}:0`,
    initialize: `${builder.barrier(`${accessPrefix}initialize`, initializations)}:0`,
  };
}

/** Adds nodes that read a variable, and returns the one that has all of it. */
function addRead(builder: GraphBuilder, name: string, variable: ProgramVariable): string {
  const pieces = storedShapes(name, variable).map(([stored]) =>
    builder.add('ReadVariableOp', `${accessPrefix}${stored}/Read`, [stored], { dtype: float }),
  );
  const { partition } = variable;
  if (partition === undefined) return pieces.join();
  const at = `${accessPrefix}${name}`;
  const inputs = [...pieces, addIntegers(builder, `${at}/axis`, [], [partition.axis])];
  const attributes = joinAttributes(partition, dataTypes.float32);
  return builder.add('ConcatV2', `${at}/ConcatV2`, inputs, attributes);
}

/** Adds nodes that set a variable to the value of a node, and returns them. */
export function addWrite(
  builder: GraphBuilder,
  at: string,
  name: string,
  { shape, partition }: ProgramVariable,
  value: string,
): string[] {
  const assign = (stored: string, piece: string): string =>
    builder.add('AssignVariableOp', `${at}/Write`, [stored, piece], { dtype: float });
  if (partition === undefined) return [assign(name, value)];
  const count = partition.sizes.length;
  const inputs = [
    value,
    addIntegers(builder, `${at}/sizes`, [count], partition.sizes),
    addIntegers(builder, `${at}/axis`, [], [partition.axis]),
  ];
  const attributes = divideAttributes(partition, dataTypes.float32);
  const shapes = pieceShapes(shape, partition);
  const pieces = builder.add('SplitV', `${at}/SplitV`, inputs, attributes, shapes);
  return pieceNames(name, partition).map((stored, index) => assign(stored, `${pieces}:${index}`));
}

/** Adds nodes that fill a variable with the value of a node, and returns those that write it. */
function addFill(
  builder: GraphBuilder,
  name: string,
  variable: ProgramVariable,
  value: string,
): string[] {
  return storedShapes(name, variable).map(([stored, shape]) => {
    const at = `${accessPrefix}${stored}`;
    const inputs = [addIntegers(builder, `${at}/shape`, [shape.length], shape), value];
    const filled = builder.add('Fill', `${at}/Fill`, inputs, { T: float, index_type: integer });
    return builder.add('AssignVariableOp', `${at}/Initialize`, [stored, filled], { dtype: float });
  });
}

function addIntegers(
  builder: GraphBuilder,
  name: string,
  shape: readonly number[],
  values: readonly number[],
): string {
  return builder.constant(name, {
    dtype: dataTypes.int32,
    shape,
    values: Int32Array.from(values),
  });
}
