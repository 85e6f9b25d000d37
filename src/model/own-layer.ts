import type { LayerComputation, TrainingPass } from '../layers/layer-kind';
import type { WeightPlan } from '../layers/weight-plan';
import { tf } from '../tensorflow/tensorflow';
import type { Initializer, LayersModel, Tensor } from '../tensorflow/types';
import { lookUp } from '../util/look-up';
import { drawUniform } from './draw-uniform';
import type { TrainingStep } from './training-step';

/** What an own layer is made of. */
export interface OwnLayerOptions {
  readonly name: string;
  readonly weights: readonly WeightPlan[];
  /** Shape of what it gives for one example. */
  readonly outputShape: readonly number[];
  /** Which of the layers that may draw it is, from 0. */
  readonly drawIndex: number;
  readonly step: TrainingStep;
  readonly compute: LayerComputation;
  readonly numbers: Readonly<Record<string, number>>;
  initializer(weight: string): Initializer;
}

/** What a number of a layer is called in its network. */
export const numberName = (layer: string, name: string): string => `${layer}/${name}`;

/** A tfjs layer that computes what tfjs has no layer for. */
export class OwnLayer extends tf.layers.Layer {
  static className = 'AblateLayer';
  private readonly values = new Map<string, LayersModel['weights'][number]>();

  constructor(private readonly options: OwnLayerOptions) {
    super({ name: options.name });
  }

  override build(): void {
    const { weights, initializer } = this.options;
    for (const { name, shape, role } of weights) {
      const isTrained = role !== 'statistic';
      const weight = this.addWeight(
        name,
        [...shape],
        'float32',
        initializer(name),
        undefined,
        isTrained,
      );
      this.values.set(name, weight);
    }
    this.built = true;
  }

  override computeOutputShape(inputShape: number[]): number[] {
    return [...inputShape.slice(0, 1), ...this.options.outputShape];
  }

  override call(inputs: Tensor | Tensor[], kwargs: { training?: boolean }): Tensor {
    const input = Array.isArray(inputs) ? inputs[0] : inputs;
    if (input === undefined) throw new Error(`${this.name}: no input`);
    const training = kwargs.training === true ? this.trainingPass() : undefined;
    const weight = (name: string): Tensor => lookUp(this.values, name).read();
    return tf.tidy(() => this.options.compute(input, { weight, training }));
  }

  private trainingPass(): TrainingPass {
    const { step, drawIndex, numbers } = this.options;
    return {
      drawUniform: (shape) => drawUniform(shape, step.drawKey(drawIndex)),
      number: (name) =>
        step.number(numberName(this.name, name)) ?? lookUp(new Map(Object.entries(numbers)), name),
      setNext: (weight, value) => step.setNext(`${this.name}/${weight}`, value),
    };
  }
}
