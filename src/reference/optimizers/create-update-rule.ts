import { unreachable } from '../../util/unreachable';
import { type AdadeltaSettings, createAdadelta } from './adadelta';
import { type AdagradSettings, createAdagrad } from './adagrad';
import { type AdamSettings, createAdam } from './adam';
import { createAdamax } from './adamax';
import { createLion, type LionSettings } from './lion';
import { createMomentum, type MomentumSettings } from './momentum';
import { createNadam, type NadamSettings } from './nadam';
import { createRmsprop, type RmspropSettings } from './rmsprop';
import { createSgd } from './sgd';
import type { UpdateRule } from './update-rule';

/** Names an optimizer and its settings; the learning rate is handed over at each step. */
export type OptimizerSettings = RuleSettings & ClippingSettings;

/** What is done to gradients before any update. */
export interface ClippingSettings {
  /** The largest length of all gradients together. */
  readonly clipNorm?: number | undefined;
  /** The largest size of any value of a gradient. */
  readonly clipValue?: number | undefined;
}

type RuleSettings =
  | { readonly type: 'sgd' }
  | MomentumSettings
  | AdamSettings
  | (AdamSettings<'adamw'> & { readonly weightDecay: number })
  | AdamSettings<'adamax'>
  | NadamSettings
  | RmspropSettings
  | AdagradSettings
  | AdadeltaSettings
  | LionSettings;

/**
 * The rule of an optimizer. In the formulas w are weights, g gradients, r the learning rate, t the
 * step. Where epsilon stands and what state starts at is as in TensorFlow's training kernels
 * (`ResourceApplyAdam` and so on, tensorflow/core/kernels/training_ops.cc).
 */
export function createUpdateRule(settings: OptimizerSettings): UpdateRule {
  switch (settings.type) {
    case 'sgd':
      return createSgd();
    case 'momentum':
      return createMomentum(settings);
    case 'adam':
    case 'adamw':
      return createAdam(settings);
    case 'adamax':
      return createAdamax(settings);
    case 'nadam':
      return createNadam(settings);
    case 'rmsprop':
      return createRmsprop(settings);
    case 'adagrad':
      return createAdagrad(settings);
    case 'adadelta':
      return createAdadelta(settings);
    case 'lion':
      return createLion(settings);
    default:
      return unreachable(settings);
  }
}

/** The share of its kernels that a step at learning rate 1 takes off before its update. */
export function weightDecayOf(settings: OptimizerSettings): number {
  return 'weightDecay' in settings ? settings.weightDecay : 0;
}
