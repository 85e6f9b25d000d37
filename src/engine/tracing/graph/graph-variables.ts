import { dataTypes } from '../../../tensorflow/data-types';
import { lookUp } from '../../../util/look-up';
import { attribute } from '../ground/graph-node';
import { type Partition, pieceNames, pieceShapes } from '../partition/partition';
import type { GraphBuilder } from './graph-builder';

/** A float32 variable of a program. */
export interface ProgramVariable {
  readonly shape: readonly number[];
  /** The number of the run that all of it starts from; else it has to be written. */
  readonly fill?: string;
  /** Whether weight decay is for it. */
  readonly decays?: boolean;
  /** How it is stored, where it isn't whole. */
  readonly partition?: Partition | undefined;
}

/** Variables by name. */
export type ProgramVariables = ReadonlyMap<string, ProgramVariable>;

const float = attribute.type(dataTypes.float32);

/** The variables that the graph holds: pieces in place of those that lie in pieces. */
export function listStored(variables: ProgramVariables): ProgramVariables {
  const stored = new Map<string, ProgramVariable>();
  for (const [name, variable] of variables) {
    for (const [piece, shape] of storedShapes(name, variable)) {
      const { fill, decays } = variable;
      stored.set(piece, { shape, ...(fill !== undefined && { fill }), ...(decays && { decays }) });
    }
  }
  return stored;
}

/** Name and shape of what a variable is stored as: itself or its pieces. */
export function storedShapes(
  name: string,
  { shape, partition }: ProgramVariable,
): [name: string, shape: readonly number[]][] {
  if (partition === undefined) return [[name, shape]];
  const shapes = pieceShapes(shape, partition);
  return pieceNames(name, partition).map((piece, index) => [piece, shapes[index] ?? []]);
}

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
