import { countValues } from '../../util/count-values';
import { placeOperation } from './lower-layers';
import type { Operation, OperationOf, Weight } from './operation';

/** What the last layer gives, by the loss that the network was trained with. */
export interface Outputs {
  /** `probabilities` of classes, or `values`. */
  readonly name: 'probabilities' | 'values';
  readonly operations: readonly Operation[];
}

/**
 * Puts behind the last layer what makes probabilities of what it gives, where the loss is one of classes.
 *
 * @param operations up to the logits.
 */
export function addOutputs(operations: readonly Operation[], loss: string): Outputs {
  const last = operations.at(-1);
  if (last === undefined) return { name: 'values', operations };
  switch (loss) {
    case 'softmaxCrossEntropy':
      return { name: 'probabilities', operations: addSoftmax(operations) };
    case 'binaryCrossEntropy': {
      if (last.kind === 'dense' && countValues(last.outputShape) === 1) {
        const pair = giveTwoLogits(last);
        return {
          name: 'probabilities',
          operations: addSoftmax([...operations.slice(0, -1), pair]),
        };
      }
      const logistic = { kind: 'activation', activation: { type: 'sigmoid' } } as const;
      const head = placeOperation(logistic, 'Sigmoid', last.outputShape);
      return { name: 'probabilities', operations: [...operations, head] };
    }
    default:
      return { name: 'values', operations };
  }
}

/** Puts in front what makes of raw inputs those that the network sees, where they differ. */
export function addScaling(
  operations: readonly Operation[],
  scale: readonly number[],
  offset: readonly number[],
): readonly Operation[] {
  if (scale.every((factor) => factor === 1) && offset.every((term) => term === 0))
    return operations;
  const shape = operations[0]?.inputShape ?? [];
  return [placeOperation({ kind: 'rescale', scale, offset }, 'Scaling', shape), ...operations];
}

function addSoftmax(operations: readonly Operation[]): readonly Operation[] {
  const shape = operations.at(-1)?.outputShape ?? [];
  return [...operations, placeOperation({ kind: 'softmax' }, 'Softmax', shape)];
}

/**
 * A single logit z as the pair 0 and z, whose softmax is what the logistic function makes of z: every
 * format knows softmax.
 */
function giveTwoLogits(dense: OperationOf<'dense'>): Operation {
  const inZeros = ({ values, shape }: Weight): Weight => ({
    shape: [...shape.slice(0, -1), 2],
    values: Float32Array.from({ length: 2 * values.length }, (_, index) =>
      index % 2 === 0 ? 0 : (values[(index - 1) / 2] ?? 0),
    ),
  });
  const { kernel, bias, name, inputShape } = dense;
  const pair = {
    kind: 'dense',
    kernel: inZeros(kernel),
    bias: bias === undefined ? undefined : inZeros(bias),
  } as const;
  return placeOperation(pair, name, inputShape);
}
