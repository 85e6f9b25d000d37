import { tf } from '../tensorflow/tensorflow';
import type { Tensor } from '../tensorflow/types';

/** A step that runs. */
interface RunningStep {
  readonly clock: Tensor;
  readonly nextValues: Map<string, Tensor>;
}

/**
 * What the layers of a network learn of the training step that they are in, and what they tell of
 * it: one per network, between whoever runs steps and its layers.
 */
export class TrainingStep {
  private running: RunningStep | undefined;

  /**
   * Runs the forward pass of a step. Call inside `tf.tidy`.
   *
   * @param clock `[0, step]`, int32: layers that draw do so from it and their seed, so that what
   * they draw depends on nothing else.
   * @returns besides the result, what the weights that layers change themselves, such as moving
   * averages, are to be after the step, by name. They are not changed here.
   */
  run<Result>(
    clock: Tensor,
    forward: () => Result,
  ): { readonly result: Result; readonly nextValues: ReadonlyMap<string, Tensor> } {
    const kept = new Map<string, Tensor>();
    this.running = { clock, nextValues: kept };
    try {
      const result = forward();
      const nextValues = [...kept].map(([weight, value]) => [weight, tf.clone(value)] as const);
      return { result, nextValues: new Map(nextValues) };
    } finally {
      tf.dispose([...kept.values()]);
      this.running = undefined;
    }
  }

  /** The clock of the step that runs. */
  get clock(): Tensor {
    return this.current.clock;
  }

  /** Says what a weight is to be after the step that runs. */
  setNext(weight: string, value: Tensor): void {
    // Differentiation frees what its forward pass made.
    this.current.nextValues.set(weight, tf.keep(value));
  }

  private get current(): RunningStep {
    if (this.running === undefined) throw new Error('A layer was trained outside a training step');
    return this.running;
  }
}
