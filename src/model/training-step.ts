import { tf } from '../tensorflow/tensorflow';
import type { Tensor } from '../tensorflow/types';

/**
 * What layers draw by in a step: a row of seed and step for each.
 *
 * @param seeds of the layers that may draw.
 * @returns `[layers, 2]`, row-major; a row that nobody uses where there are none.
 */
export function drawKeysOf(seeds: readonly number[], step: number): Int32Array {
  return Int32Array.from(seeds.length === 0 ? [0, step] : seeds.flatMap((seed) => [seed, step]));
}

/** The same as a tensor. */
export function drawKeyTensor(seeds: readonly number[], step: number): Tensor {
  const keys = drawKeysOf(seeds, step);
  return tf.tensor2d(keys, [keys.length / 2, 2], 'int32');
}

/** A step that runs. */
interface RunningStep {
  readonly drawKeys: Tensor;
  readonly nextValues: Map<string, Tensor>;
  readonly numbers: ReadonlyMap<string, Tensor | number>;
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
   * @param drawKeys int32 `[layers, 2]` as `drawKeysOf` makes them: what layers draw depends on nothing
   * else.
   * @param numbers stand for those of layers, by their names in the network; the others are as the
   * layers were built with.
   * @returns besides the result, what the weights that layers change themselves, such as moving
   * averages, are to be after the step, by name. They are not changed here.
   */
  run<Result>(
    drawKeys: Tensor,
    forward: () => Result,
    numbers: ReadonlyMap<string, Tensor | number> = new Map(),
  ): { readonly result: Result; readonly nextValues: ReadonlyMap<string, Tensor> } {
    const kept = new Map<string, Tensor>();
    this.running = { drawKeys, nextValues: kept, numbers };
    try {
      const result = forward();
      const nextValues = [...kept].map(([weight, value]) => [weight, tf.clone(value)] as const);
      return { result, nextValues: new Map(nextValues) };
    } finally {
      tf.dispose([...kept.values()]);
      this.running = undefined;
    }
  }

  /** The key that a layer draws by in the step that runs, int32 `[2]`; layers that may draw are counted. */
  drawKey(layer: number): Tensor {
    return tf.reshape(tf.slice(this.current.drawKeys, [layer, 0], [1, 2]), [2]);
  }

  /** What stands for a number of a layer in the step that runs, if anything does. */
  number(name: string): Tensor | number | undefined {
    return this.current.numbers.get(name);
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
