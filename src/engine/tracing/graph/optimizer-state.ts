import type { KernelInput } from '../../../optimizers/fused-kernel';
import type { Optimizer } from '../../../optimizers/optimizer';
import type { ProgramVariable } from './graph-variables';

/**
 * Names of the variables that keep a decay rate raised to the number of the coming step, as the
 * optimizer's kernel takes them. The rate is the number of the run of the same name.
 */
export function powerVariables({ rule, prefix }: Optimizer): string[] {
  const isPower = (input: KernelInput) => input.kind === 'power';
  const powers = rule.kernel?.inputs.filter(isPower) ?? [];
  return powers.map(({ name }) => `${prefix}/${name}`);
}

/** What the settings of an optimizer give to its updates in every step, by name: numbers of a run. */
export function optimizerNumbers({ rule, prefix }: Optimizer): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const input of rule.kernel?.inputs ?? []) {
    if (input.kind === 'constant') numbers[`${prefix}/${input.name}`] = input.value;
    if (input.kind === 'power') numbers[`${prefix}/${input.name}`] = input.decay;
  }
  if (rule.kernel === undefined) {
    for (const [name, value] of Object.entries(rule.constants ?? {})) {
      numbers[`${prefix}/${name}`] = value;
    }
  }
  for (const [slot, initial] of Object.entries(rule.slots)) {
    numbers[initialNumber(prefix, slot)] = initial;
  }
  return numbers;
}

const initialNumber = (prefix: string, slot: string): string => `${prefix}/${slot}/initial`;

/** The optimizer's own state for variables to train: `train/adam/m/conv1/kernel` and so on. */
export function stateVariables(
  optimizer: Optimizer,
  trained: ReadonlyMap<string, ProgramVariable>,
): Map<string, ProgramVariable> {
  const { rule, prefix } = optimizer;
  const state = new Map<string, ProgramVariable>();
  for (const name of powerVariables(optimizer)) state.set(name, { shape: [], fill: name });
  for (const [variable, { shape, partition }] of trained) {
    for (const slot of Object.keys(rule.slots)) {
      const fill = initialNumber(prefix, slot);
      state.set(`${prefix}/${slot}/${variable}`, { shape, fill, partition });
    }
  }
  return state;
}
