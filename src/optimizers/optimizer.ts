import { type OptimizerSpec, optimizerOf } from './registry';
import type { StepPosition, UpdateRule } from './update-rule';

/** An optimizer with its settings, as engines run it. */
export interface Optimizer {
  /** What the names of its state begin with: `train/adam`. */
  readonly prefix: string;
  readonly rule: UpdateRule;
}

/** Makes an optimizer of a spec. */
export function buildOptimizer(spec: OptimizerSpec): Optimizer {
  return { prefix: `train/${spec.type}`, rule: optimizerOf(spec).buildRule(spec) };
}

/** How an update is computed: by the arithmetic of its rule, or by its fused kernel. */
export type UpdateForm = 'arithmetic' | 'fused';

/** Numbers that a step hands to the updates, by name; `learningRate` is one of them. */
export type StepNumbers = Readonly<Record<string, number>> & { readonly learningRate: number };

/** The number that says which share of the kernels a step takes off before its update. */
export const decayNumber = 'weightDecay';

/** The numbers of a step. A fused kernel takes the learning rate alone. */
export function numbersOfStep(
  { rule }: Optimizer,
  position: StepPosition,
  form: UpdateForm,
): StepNumbers {
  const { learningRate } = position;
  const { weightDecay } = rule;
  return {
    learningRate,
    ...(weightDecay !== undefined && { [decayNumber]: learningRate * weightDecay }),
    ...(form === 'arithmetic' && rule.numbersAt?.(position)),
  };
}

/** The names of the numbers that every step hands to the updates. */
export function numberNames(optimizer: Optimizer, form: UpdateForm): string[] {
  return Object.keys(numbersOfStep(optimizer, { step: 1, learningRate: 1 }, form));
}
