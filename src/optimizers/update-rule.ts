import type { Arithmetic, Operand } from './arithmetic';
import type { FusedKernel } from './fused-kernel';

/** Where a step stands. */
export interface StepPosition {
  /** From 1. */
  readonly step: number;
  readonly learningRate: number;
}

/** What a step gives to the update of one weight tensor. */
export interface UpdateInput<Value, Slot extends string = string, Name extends string = string> {
  readonly gradient: Value;
  /** Learning rate of the step, what `numbersAt` gives for it, and `constants`. */
  readonly numbers: Readonly<Record<Name | 'learningRate', Operand<Value>>>;
  /** State kept per weight tensor, of its shape. */
  readonly slots: Readonly<Record<Slot, Value>>;
}

/** What to subtract from the weights, and the slots after the step. */
export interface Update<Value, Slot extends string = string> {
  readonly decrement: Value;
  readonly slots: Readonly<Record<Slot, Value>>;
}

/** How an optimizer with its settings moves one weight tensor. */
export interface UpdateRule<
  Slot extends string = string,
  Name extends string = string,
  Constant extends string = string,
> {
  /** State kept per weight tensor, with initial values. */
  readonly slots: Readonly<Record<Slot, number>>;
  /**
   * Numbers that stay as they are through a run: a rule without a fused kernel takes those here that
   * hang on its settings, so that runs which differ in them have one graph.
   */
  readonly constants?: Readonly<Record<Constant, number>>;
  /** Numbers that change with the step. They are computed in float64 and rounded once. */
  numbersAt?(position: StepPosition): Readonly<Record<Name, number>>;
  update<Value>(
    input: UpdateInput<Value, Slot, Name | Constant>,
    arithmetic: Arithmetic<Value>,
  ): Update<Value, Slot>;
  /** The kernel of TensorFlow that does the same at once, where there is one. */
  readonly kernel?: FusedKernel;
  /**
   * Share of the weights that a step at learning rate 1 takes off before its update, whatever the
   * gradient: of kernels, not of biases and gains.
   */
  readonly weightDecay?: number;
}

/** Joins a rule to the names of its slots and numbers, so that `update` can rely on each of them. */
export function defineRule<
  Slot extends string,
  Name extends string = never,
  Constant extends string = never,
>(rule: UpdateRule<Slot, Name, Constant>): UpdateRule {
  return rule;
}
