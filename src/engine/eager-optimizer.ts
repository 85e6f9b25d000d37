import type { OptimizerSpec } from '../spec/optimizer-schema';
import { tf } from '../tensorflow/tensorflow';
import type { Tensor, Variable } from '../tensorflow/types';
import { buildUpdateRule, type UpdateRule } from './update-rules';

/** Weights by name. */
export type Variables = ReadonlyMap<string, Variable>;

/** An optimizer whose whole state is named variables, in plain tensor operations. */
export class EagerOptimizer {
  private readonly rule: UpdateRule;
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
      for (const [weightName, weight] of weights) {
        const slots = new Map<string, Variable>();
        for (const [slot, initial] of Object.entries(this.rule.slots)) {
          slots.set(slot, tf.variable(tf.fill(weight.shape, initial), false));
        }
        this.slots.set(weightName, slots);
      }
    });
  }

  /** Moves every weight along its gradient, in a step counted from 1. Call inside `tf.tidy`. */
  apply(gradients: ReadonlyMap<string, Tensor>, step: number, learningRate: number): void {
    for (const [name, weight] of this.weights) {
      const gradient = gradients.get(name);
      const slots = this.slots.get(name);
      if (gradient === undefined || slots === undefined) throw new Error(`No gradient of ${name}`);
      const next = this.rule.update({
        gradient,
        learningRate,
        step,
        slots: Object.fromEntries(slots),
      });
      weight.assign(tf.sub(weight, next.decrement));
      for (const [slot, value] of Object.entries(next.slots)) slots.get(slot)?.assign(value);
    }
  }

  /** All state variables: `train/adam/m/conv1/kernel`. Powers of decay rates follow from the step. */
  state(): Map<string, Variable> {
    const state = new Map<string, Variable>();
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
