import type { Dataset } from '../../datasets/dataset';
import { type LossSpec, lossOf } from '../../losses/registry';
import type { Network, ObservationPoint } from '../../model/network';
import { tf } from '../../tensorflow/tensorflow';
import type { Tensor } from '../../tensorflow/types';
import { clipGradients } from '../clip-gradients';
import { withNativeGradients } from '../gradients/activation-gradients';
import { lossPerExample, meanLoss } from '../gradients/mean-loss';
import { gradientOutput, nextValueOutput } from '../tracing/ground/graph-names';
import type { TensorSpec, TensorSpecs } from '../tracing/ground/tensor-spec';
import { withLayerScopes, withScope } from '../tracing/trace/scopes';
import {
  type TracedFunction,
  type TraceRequest,
  traceFunction,
} from '../tracing/trace/trace-function';
import { batchSpecs, scaleInputs } from './compiled-batch';
import { l2Number, numberSpecs } from './run-numbers';

/** What the functions of a session are traced from. */
export interface FunctionContext {
  readonly network: Network;
  readonly dataset: Dataset;
  readonly loss: LossSpec;
  /** Numbers of the run that functions take as inputs, by name. */
  readonly inputNumbers: readonly string[];
  /** Those that are constants of the graph. */
  readonly constants: Readonly<Record<string, number>>;
}

/** Numbers of the run as functions compute with them, by name. */
type Numbers = Readonly<Record<string, Tensor | number>>;

/**
 * Traces a training step: output `loss`, and gradients of loss plus L2 term, clipped. With dropout it
 * takes the input `drawKeys`, `[layers, 2]`.
 */
export function traceStep(context: FunctionContext, batchSize: number): TracedFunction {
  const layers = Math.max(1, context.network.drawSeeds.length);
  const drawKeys: TensorSpec = { shape: [layers, 2], dtype: 'int32' };
  return trace(context, {
    inputs: {
      ...numberSpecs(context.inputNumbers),
      ...batchSpecs(context.dataset, batchSize),
      drawKeys,
    },
    body: ({ drawKeys, inputs, labels, ...rest }) => {
      const numbers: Numbers = { ...context.constants, ...rest };
      const { result, nextValues } = context.network.step.run(
        drawKeys,
        () => differentiate(context, { inputs, labels }, numbers, true),
        new Map(Object.entries(numbers)),
      );
      const clipped = withScope('gradients/clip', () =>
        clipGradients(result.gradients, {
          clipNorm: numbers['clipNorm'],
          clipValue: numbers['clipValue'],
        }),
      );
      return {
        loss: result.loss,
        ...nameOutputs(clipped, gradientOutput),
        ...nameOutputs(nextValues, nextValueOutput),
      };
    },
  });
}

/**
 * Traces what is measured of each example: `losses` `[batch]`, `predictedLabels` as labels are, and
 * `predictions`, `[batch, classes]` or `[batch, targets]`.
 */
export function traceEvaluation(context: FunctionContext, batchSize: number): TracedFunction {
  const { network, dataset, loss } = context;
  const kind = lossOf(loss);
  return trace(context, {
    inputs: batchSpecs(dataset, batchSize),
    body: ({ inputs, labels }) => {
      const logits = network.model.apply(scaleInputs(dataset, inputs)) as Tensor;
      return {
        losses: withScope('loss', () => lossPerExample(loss, logits, labels)),
        predictedLabels: withScope('labels', () => kind.predictLabels(tf, logits)),
        predictions: withScope('predictions', () => kind.predict(tf, logits)),
      };
    },
  });
}

/** Name of the output of `traceObservation` that holds a point's values. */
export const observationOutput = ({ kind, layer }: ObservationPoint): string => `${kind}/${layer}`;

/**
 * Traces the values at all observation points and the gradients of loss plus L2 term, without
 * dropout. TensorFlow runs what both begin with once.
 */
export function traceObservation(context: FunctionContext, batchSize: number): TracedFunction {
  const { network, dataset } = context;
  const points = network.observationPoints;
  // A linear activation is its net input; a tfjs model can't have the same output twice.
  const outputs = [...new Set(points.map((point) => point.tensor))];
  const model = tf.model({ inputs: network.model.inputs, outputs });
  return trace(context, {
    inputs: { ...numberSpecs(context.inputNumbers), ...batchSpecs(dataset, batchSize) },
    body: ({ inputs, labels, ...rest }) => {
      const numbers: Numbers = { ...context.constants, ...rest };
      const applied = model.apply(scaleInputs(dataset, inputs)) as Tensor | Tensor[];
      const values = Array.isArray(applied) ? applied : [applied];
      const observed = points.flatMap((point) => {
        const value = values[outputs.indexOf(point.tensor)];
        return value === undefined ? [] : [[observationOutput(point), value] as const];
      });
      const { gradients } = differentiate(context, { inputs, labels }, numbers, false);
      return { ...Object.fromEntries(observed), ...nameOutputs(gradients, gradientOutput) };
    },
  });
}

function trace<Specs extends TensorSpecs>(
  { network }: FunctionContext,
  request: Omit<TraceRequest<Specs>, 'variables'>,
): TracedFunction {
  const variables = new Map([...network.trained, ...network.untrained]);
  return withNativeGradients(() =>
    withLayerScopes(network.model.layers, () => traceFunction({ ...request, variables })),
  );
}

function differentiate(
  { network, dataset, loss }: FunctionContext,
  batch: { readonly inputs: Tensor; readonly labels: Tensor },
  numbers: Numbers,
  training: boolean,
): { readonly loss: Tensor; readonly gradients: ReadonlyMap<string, Tensor> } {
  const inputs = withScope('input', () => scaleInputs(dataset, batch.inputs));
  const { value, grads } = tf.variableGrads(() => {
    const logits = network.model.apply(inputs, { training }) as Tensor;
    return withScope('loss', () => meanLoss(loss, logits, batch.labels));
  }, [...network.trained.values()]);
  const gradients = new Map<string, Tensor>();
  for (const [name, variable] of network.trained) {
    const gradient = grads[variable.name];
    if (gradient === undefined) continue;
    const factor = numbers[l2Number(name)];
    gradients.set(
      name,
      factor === undefined
        ? gradient
        : withScope('gradients/l2', () => tf.add(gradient, tf.mul(variable, factor))),
    );
  }
  return { loss: value, gradients };
}

/** Tensors by the names of outputs. */
function nameOutputs(
  tensors: ReadonlyMap<string, Tensor>,
  outputOf: (name: string) => string,
): Record<string, Tensor> {
  return Object.fromEntries([...tensors].map(([name, tensor]) => [outputOf(name), tensor]));
}
