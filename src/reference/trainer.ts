import type { Labels } from './loss';
import type { Network, Parameter } from './network';
import { clipGradients } from './optimizers/clip-gradients';
import {
  createUpdateRule,
  type OptimizerSettings,
  weightDecayOf,
} from './optimizers/create-update-rule';
import type { TensorUpdate } from './optimizers/update-rule';

/** A tensor of the state of training, the live array. */
export interface StateTensor {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** A network and its optimizer. */
export class Trainer {
  /**
   * Weights and optimizer state by name: `fc1/kernel`, `train/adam/m/fc1/kernel`,
   * `train/adam/beta1_power`.
   */
  readonly state: ReadonlyMap<string, StateTensor>;
  private readonly rule;
  private readonly gradients: readonly Float64Array[];
  private readonly updates: readonly { parameter: Parameter; update: TensorUpdate }[];

  constructor(
    readonly network: Network,
    private readonly settings: OptimizerSettings,
  ) {
    this.rule = createUpdateRule(settings);
    this.updates = network.parameters.map((parameter) => ({
      parameter,
      update: this.rule.attach(parameter.values.length),
    }));
    this.gradients = network.parameters.map(({ gradient }) => gradient);
    const prefix = `train/${settings.type}`;
    const state = new Map<string, StateTensor>();
    for (const { name, shape, values } of network.parameters) state.set(name, { shape, values });
    for (const { name, values } of this.rule.powers) {
      state.set(`${prefix}/${name}`, { shape: [], values });
    }
    for (const { parameter, update } of this.updates) {
      const { name, shape } = parameter;
      for (const [slot, values] of Object.entries(update.slots)) {
        state.set(`${prefix}/${slot}/${name}`, { shape, values });
      }
    }
    this.state = state;
  }

  /**
   * One step on a batch: gradients, then the update of every weight. Allocates nothing once the
   * network has seen a batch of this size.
   *
   * @param inputs `[count, inputCount]`
   * @param labels class ids, `[count]`, or numbers, `[count, units]`
   * @param step from 1.
   * @returns the mean loss before the update, without the L2 term.
   */
  step(
    inputs: Float64Array,
    labels: Labels,
    count: number,
    learningRate: number,
    step: number,
  ): number {
    const loss = this.network.differentiate(inputs, labels, count);
    clipGradients(this.gradients, this.settings);
    const decay = learningRate * weightDecayOf(this.settings);
    for (const { parameter, update } of this.updates) {
      if (decay > 0 && parameter.name.endsWith('/kernel')) shrink(parameter.values, decay);
      update.apply(parameter.values, parameter.gradient, learningRate, step);
    }
    for (const power of this.rule.powers) power.advance();
    return loss;
  }

  /** A copy of one tensor of `state`. */
  readState(name: string): Float64Array {
    return this.findState(name).slice();
  }

  /** Puts values in the place of one tensor of `state`. */
  writeState(name: string, values: Float64Array | Float32Array): void {
    const live = this.findState(name);
    if (values.length !== live.length) {
      throw new Error(`${name} has ${live.length} values, not ${values.length}`);
    }
    live.set(values);
  }

  private findState(name: string): Float64Array {
    const tensor = this.state.get(name);
    if (tensor === undefined) throw new Error(`No state named ${name}`);
    return tensor.values;
  }
}

/** Weight decay: takes a share off every weight, whatever its gradient (Loshchilov and Hutter, 2019). */
function shrink(weights: Float64Array, share: number): void {
  for (let p = 0; p < weights.length; p += 1) weights[p] = (weights[p] as number) * (1 - share);
}
