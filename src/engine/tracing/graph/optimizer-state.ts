import type { KernelInput } from '../../../optimizers/fused-kernel';
import type { Optimizer } from '../../../optimizers/optimizer';
import type { ProgramVariable } from './graph-variables';

/** A variable that keeps a decay rate raised to the number of the coming step. */
export interface PowerVariable {
  readonly name: string;
  readonly decay: number;
}

/** The powers that the optimizer's kernel takes. */
export function powerVariables({ rule, prefix }: Optimizer): PowerVariable[] {
  const isPower = (input: KernelInput) => input.kind === 'power';
  const powers = rule.kernel?.inputs.filter(isPower) ?? [];
  return powers.map(({ name, decay }) => ({ name: `${prefix}/${name}`, decay }));
}

/** The optimizer's own state for variables to train: `train/adam/m/conv1/kernel` and so on. */
export function stateVariables(
  optimizer: Optimizer,
  trained: ReadonlyMap<string, ProgramVariable>,
): Map<string, ProgramVariable> {
  const { rule, prefix } = optimizer;
  const state = new Map<string, ProgramVariable>();
  for (const { name, decay } of powerVariables(optimizer)) {
    state.set(name, { shape: [], fill: decay });
  }
  for (const [variable, { shape, partition }] of trained) {
    for (const [slot, fill] of Object.entries(rule.slots)) {
      state.set(`${prefix}/${slot}/${variable}`, { shape, fill, partition });
    }
  }
  return state;
}
