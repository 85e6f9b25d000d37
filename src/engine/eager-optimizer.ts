import { tf } from '../model/tensorflow';
import type { OptimizerSpec } from '../spec/optimizer-schema';
import { buildUpdateRule, type UpdateRule } from './update-rules';

type Tensor = import('@tensorflow/tfjs-node').Tensor;
type Variable = import('@tensorflow/tfjs-node').Variable;

/** Weights by name. */
export type Variables = ReadonlyMap<string, Variable>;

/** An optimizer whose whole state is named variables, in plain tensor operations. */
export class EagerOptimizer {
  private readonly rule: UpdateRule;
  private readonly powers = new Map<string, Variable>();
  /** Slots of a weight, by slot name. */
  private readonly slots = new Map<string, Map<string, Variable>>();
  private readonly prefix: string;

  constructor(
    spec: OptimizerSpec,
    private readonly weights: Variables,
  ) {
    this.rule = buildUpdateRule(spec);
    this.prefix = `train/${spec.type}`;
    tf.tidy(() => {
      for (const [name, base] of Object.entries(this.rule.powers)) {
        this.powers.set(name, tf.variable(tf.scalar(base), false));
      }
      for (const [weightName, weight] of weights) {
        const slots = new Map<string, Variable>();
        for (const [slot, initial] of Object.entries(this.rule.slots)) {
          slots.set(slot, tf.variable(tf.fill(weight.shape, initial), false));
        }
        this.slots.set(weightName, slots);
      }
    });
  }

  /** Moves every weight along its gradient. Call inside `tf.tidy`. */
  apply(gradients: ReadonlyMap<string, Tensor>, learningRate: number): void {
    const powers = Object.fromEntries(this.powers);
    for (const [name, weight] of this.weights) {
      const gradient = gradients.get(name);
      const slots = this.slots.get(name);
      if (gradient === undefined || slots === undefined) throw new Error(`No gradient of ${name}`);
      const next = this.rule.update({
        gradient,
        learningRate,
        slots: Object.fromEntries(slots),
        powers,
      });
      weight.assign(tf.sub(weight, next.decrement));
      for (const [slot, value] of Object.entries(next.slots)) slots.get(slot)?.assign(value);
    }
    for (const [name, value] of this.powers) {
      value.assign(tf.mul(value, this.rule.powers[name] ?? 1));
    }
  }

  /** All state variables: `train/adam/m/conv1/kernel`, `train/adam/beta1_power`. */
  state(): Map<string, Variable> {
    const state = new Map<string, Variable>();
    for (const [name, variable] of this.powers) state.set(`${this.prefix}/${name}`, variable);
    for (const [weight, slots] of this.slots) {
      for (const [slot, variable] of slots) state.set(`${this.prefix}/${slot}/${weight}`, variable);
    }
    return state;
  }

  /** Frees the state. */
  dispose(): void {
    tf.dispose([...this.state().values()]);
  }
}
