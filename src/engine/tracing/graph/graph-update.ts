import { dataTypes } from '../../../tensorflow/data-types';
import { lookUp } from '../../../util/look-up';
import { attribute } from '../ground/graph-node';
import type { GraphBuilder } from './graph-builder';
import type { ProgramVariable } from './graph-variables';
import type { OptimizerKernel, UpdateArgument } from './optimizer-kernels';

const float = attribute.type(dataTypes.float32);

/** The optimizer of a program. */
export interface ProgramOptimizer {
  readonly kernel: OptimizerKernel;
  /** What the names of its state begin with, for instance `train/adam`. */
  readonly prefix: string;
}

/** The variables that keep a decay rate raised to the number of the step, with that rate. */
export function powerVariables(optimizer: ProgramOptimizer): [name: string, decay: number][] {
  const { kernel, prefix } = optimizer;
  return Object.entries(kernel.powers).map(([name, decay]) => [`${prefix}/${name}`, decay]);
}

/** The optimizer's own state for variables to train: `train/adam/m/conv1/kernel` and so on. */
export function stateVariables(
  optimizer: ProgramOptimizer,
  trained: ReadonlyMap<string, ProgramVariable>,
): Map<string, ProgramVariable> {
  const { kernel, prefix } = optimizer;
  const state = new Map<string, ProgramVariable>();
  for (const [name, decay] of powerVariables(optimizer)) {
    state.set(name, { shape: [], fill: decay });
  }
  for (const [variable, { shape, partition }] of trained) {
    for (const [slot, fill] of Object.entries(kernel.slots)) {
      state.set(`${prefix}/${slot}/${variable}`, { shape, fill, partition });
    }
  }
  return state;
}

/** What the updates of one step work on; maps are by variable. */
export interface UpdateRequest {
  readonly prefix: string;
  readonly constantPrefix: string;
  readonly gradients: ReadonlyMap<string, string>;
  readonly learningRate: string;
  /** Values of the power variables at this step. */
  readonly powers: ReadonlyMap<string, string>;
  /** Nodes that each variable's update has to wait for. */
  readonly lateReaders: ReadonlyMap<string, readonly string[]>;
}

/** Adds the updates of one step and returns, by variable, the node that changes it. */
export function addUpdates(
  builder: GraphBuilder,
  optimizer: ProgramOptimizer,
  request: UpdateRequest,
): Map<string, string> {
  const { kernel, prefix } = optimizer;
  const changes = new Map<string, string>();
  const flags = Object.entries(kernel.attributes).map(
    ([name, value]) => [name, attribute.bool(value)] as const,
  );
  for (const [variable, gradient] of request.gradients) {
    const resolve = (argument: UpdateArgument): string => {
      switch (argument.kind) {
        case 'slot':
          return `${prefix}/${argument.name}/${variable}`;
        case 'power':
          return lookUp(request.powers, `${prefix}/${argument.name}`);
        case 'constant':
          return builder.scalar(
            `${request.constantPrefix}${prefix}/${argument.name}`,
            kernel.constants[argument.name] ?? 0,
          );
        case 'learningRate':
          return request.learningRate;
        case 'gradient':
          return gradient;
      }
    };
    const readers = (request.lateReaders.get(variable) ?? []).map((node) => `^${node}`);
    const inputs = [variable, ...kernel.inputs.map(resolve), ...readers];
    const name = `${request.prefix}${prefix}/update/${variable}`;
    changes.set(
      variable,
      builder.add(kernel.op, name, inputs, { T: float, ...Object.fromEntries(flags) }),
    );
  }
  const applied = [...changes.values()].map((node) => `^${node}`);
  for (const [power, decay] of powerVariables(optimizer)) {
    const factor = builder.scalar(`${request.constantPrefix}${power}/decay`, decay);
    const inputs = [lookUp(request.powers, power), factor];
    const next = builder.add('Mul', `${request.prefix}${power}/next`, inputs, { T: float });
    const assignment = [power, next, ...applied];
    const name = `${request.prefix}${power}/update`;
    changes.set(power, builder.add('AssignVariableOp', name, assignment, { dtype: float }));
  }
  return changes;
}
