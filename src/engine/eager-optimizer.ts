import { decayNumber, numbersOfStep, type Optimizer } from '../optimizers/optimizer';
import type { StepPosition } from '../optimizers/update-rule';
import { tf } from '../tensorflow/tensorflow';
import type { Tensor, Variable } from '../tensorflow/types';
import { eagerArithmetic } from './eager-arithmetic';

/** Weights by name. */
export type Variables = ReadonlyMap<string, Variable>;

/** An optimizer whose whole state is named variables, in plain tensor operations. */
export class EagerOptimizer {
  /** Slots of a weight, by slot name. */
  private readonly slots = new Map<string, Map<string, Variable>>();

  constructor(
    private readonly optimizer: Optimizer,
    private readonly weights: Variables,
    /** Names of the weights that weight decay is for. */
    private readonly kernels: ReadonlySet<string>,
  ) {
    tf.tidy(() => {
      for (const [weightName, weight] of weights) {
        const slots = new Map<string, Variable>();
        for (const [slot, initial] of Object.entries(optimizer.rule.slots)) {
          slots.set(slot, tf.variable(tf.fill(weight.shape, initial), false));
        }
        this.slots.set(weightName, slots);
      }
    });
  }

  /** Moves every weight along its gradient. Call inside `tf.tidy`. */
  apply(gradients: ReadonlyMap<string, Tensor>, position: StepPosition): void {
    const { rule } = this.optimizer;
    const numbers = numbersOfStep(this.optimizer, position, 'arithmetic');
    for (const [name, weight] of this.weights) {
      const gradient = gradients.get(name);
      const slots = this.slots.get(name);
      if (gradient === undefined || slots === undefined) throw new Error(`No gradient of ${name}`);
      const input = {
        gradient,
        numbers: { ...rule.constants, ...numbers },
        slots: Object.fromEntries(slots),
      };
      const next = rule.update(input, eagerArithmetic);
      const decay = this.kernels.has(name) ? (numbers[decayNumber] ?? 0) : 0;
      const kept = decay === 0 ? weight : tf.mul(weight, 1 - decay);
      weight.assign(tf.sub(kept, next.decrement));
      for (const [slot, value] of Object.entries(next.slots)) slots.get(slot)?.assign(value);
    }
  }

  /** All state variables: `train/adam/m/conv1/kernel`. Powers of decay rates follow from the step. */
  state(): Map<string, Variable> {
    const state = new Map<string, Variable>();
    for (const [weight, slots] of this.slots) {
      for (const [slot, variable] of slots) {
        state.set(`${this.optimizer.prefix}/${slot}/${weight}`, variable);
      }
    }
    return state;
  }

  /** Frees the state. */
  dispose(): void {
    tf.dispose([...this.state().values()]);
  }
}
