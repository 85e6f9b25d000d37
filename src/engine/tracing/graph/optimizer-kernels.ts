import { unreachable } from '../../../util/unreachable';

/** An optimizer with its settings; the learning rate is fed at every step. */
export type OptimizerSettings =
  | { readonly type: 'sgd' }
  | { readonly type: 'momentum'; readonly momentum: number; readonly nesterov: boolean }
  | AdamSettings<'adam'>
  | AdamSettings<'adamax'>
  | {
      readonly type: 'rmsprop';
      readonly decay: number;
      readonly momentum: number;
      readonly centered: boolean;
      readonly epsilon: number;
    }
  | { readonly type: 'adagrad'; readonly initialAccumulator: number; readonly epsilon: number };

interface AdamSettings<Type> {
  readonly type: Type;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** An argument of an update kernel, beside the variable that it updates. */
export type UpdateArgument =
  | { readonly kind: 'slot' | 'power' | 'constant'; readonly name: string }
  | { readonly kind: 'learningRate' | 'gradient' };

/** An optimizer as the kernel of TensorFlow that updates one variable in place. */
export interface OptimizerKernel {
  readonly op: string;
  /** State per variable, of its shape, with initial values. */
  readonly slots: Readonly<Record<string, number>>;
  /** State of the optimizer: decay rates raised to the number of the step. */
  readonly powers: Readonly<Record<string, number>>;
  readonly constants: Readonly<Record<string, number>>;
  /** What follows the variable in the kernel's inputs. */
  readonly inputs: readonly UpdateArgument[];
  readonly attributes: Readonly<Record<string, boolean>>;
}

const slot = (name: string): UpdateArgument => ({ kind: 'slot', name });
const power = (name: string): UpdateArgument => ({ kind: 'power', name });
const constant = (name: string): UpdateArgument => ({ kind: 'constant', name });
const learningRate: UpdateArgument = { kind: 'learningRate' };
const gradient: UpdateArgument = { kind: 'gradient' };

const none = { slots: {}, powers: {}, constants: {}, attributes: {} };

/**
 * The kernel of an optimizer. Order of inputs as in TensorFlow's training_ops.cc, where the
 * formulas stand.
 */
export function chooseOptimizerKernel(settings: OptimizerSettings): OptimizerKernel {
  switch (settings.type) {
    case 'sgd':
      return { ...none, op: 'ResourceApplyGradientDescent', inputs: [learningRate, gradient] };
    case 'momentum':
      return {
        ...none,
        op: 'ResourceApplyMomentum',
        slots: { momentum: 0 },
        constants: { decay: settings.momentum },
        inputs: [slot('momentum'), learningRate, gradient, constant('decay')],
        attributes: { use_nesterov: settings.nesterov },
      };
    case 'adam': {
      const { beta1, beta2, epsilon } = settings;
      return {
        ...none,
        op: 'ResourceApplyAdam',
        slots: { m: 0, v: 0 },
        powers: { beta1_power: beta1, beta2_power: beta2 },
        constants: { beta1, beta2, epsilon },
        inputs: [
          ...[slot('m'), slot('v'), power('beta1_power'), power('beta2_power'), learningRate],
          ...[constant('beta1'), constant('beta2'), constant('epsilon'), gradient],
        ],
      };
    }
    case 'adamax': {
      const { beta1, beta2, epsilon } = settings;
      return {
        ...none,
        op: 'ResourceApplyAdaMax',
        slots: { m: 0, v: 0 },
        powers: { beta1_power: beta1 },
        constants: { beta1, beta2, epsilon },
        inputs: [
          ...[slot('m'), slot('v'), power('beta1_power'), learningRate],
          ...[constant('beta1'), constant('beta2'), constant('epsilon'), gradient],
        ],
      };
    }
    case 'rmsprop': {
      const { decay, momentum, epsilon, centered } = settings;
      const rest = [learningRate, constant('decay'), constant('momentum'), constant('epsilon')];
      return {
        ...none,
        op: centered ? 'ResourceApplyCenteredRMSProp' : 'ResourceApplyRMSProp',
        slots: { ...(centered && { mean: 0 }), rms: 0, momentum: 0 },
        constants: { decay, momentum, epsilon },
        inputs: [
          ...(centered ? [slot('mean')] : []),
          ...[slot('rms'), slot('momentum'), ...rest, gradient],
        ],
      };
    }
    case 'adagrad':
      return {
        ...none,
        op: 'ResourceApplyAdagradV2',
        slots: { accumulator: settings.initialAccumulator },
        constants: { epsilon: settings.epsilon },
        inputs: [slot('accumulator'), learningRate, constant('epsilon'), gradient],
        attributes: { update_slots: true },
      };
    default:
      return unreachable(settings);
  }
}
