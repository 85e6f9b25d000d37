import type { LossSpec } from '../losses/registry';
import { buildNetwork, type NetworkOptions } from '../model/network';
import { drawKeyTensor } from '../model/training-step';
import { denseNetworkHint, planDenseNetwork } from '../plan/network/dense-network';
import { logitsLayerName } from '../plan/network/layer-plan';
import { createActivation } from '../reference/activation';
import type { DenseLayer } from '../reference/dense-layer';
import { createLoss } from '../reference/loss';
import { type HiddenLayerOptions, Network } from '../reference/network';
import { tf } from '../tensorflow/tensorflow';
import type { Tensor } from '../tensorflow/types';
import { countValues } from '../util/count-values';
import { UserError } from '../util/user-error';

/** A network of the reference engine, with what it shares with the tfjs model of the same spec. */
export interface ReferenceNetwork {
  readonly network: Network;
  /** Sets the dropout masks of a training step for `count` examples, as the tfjs model draws them. */
  dropOut(step: number, count: number): void;
  /** Takes the dropout masks away, for evaluation. */
  keepAll(): void;
  /** Frees the tfjs model. */
  dispose(): void;
}

/**
 * Builds the network of a model spec from scratch. Its initial weights, its names and its dropout
 * masks are those of the tfjs model of the same options, so that all engines start alike.
 *
 * @throws UserError where the model has other layers than dense ones and dropout behind them.
 */
export function buildReferenceNetwork(options: NetworkOptions, loss: LossSpec): ReferenceNetwork {
  const { hidden, dropouts } = planHiddenLayers(options);
  const { model, l2ByWeight, trained, step: trainingStep, drawSeeds } = buildNetwork(options);
  const l2Of = (layer: string): number => l2ByWeight.get(`${layer}/kernel`) ?? 0;
  const network = new Network({
    inputCount: countValues(options.inputShape),
    hidden: hidden.map((layer) => ({ ...layer, l2: l2Of(layer.name) })),
    logits: { units: options.logitCount, l2: l2Of(logitsLayerName) },
    loss: createLoss(loss),
  });
  for (const [name, weight] of trained) {
    network.writeWeight(name, weight.dataSync<'float32'>());
  }

  const drawMask = (
    dropout: string,
    { units }: DenseLayer,
    step: number,
    count: number,
  ): Float32Array =>
    tf.tidy(() => {
      const ones = tf.ones([count, units]);
      const { result } = trainingStep.run(
        drawKeyTensor(drawSeeds, step),
        () => model.getLayer(dropout).apply(ones, { training: true }) as Tensor,
      );
      return result.dataSync<'float32'>();
    });
  return {
    network,
    dropOut(step, count) {
      for (const layer of network.layers) {
        const dropout = dropouts.get(layer.name);
        if (dropout === undefined) continue;
        layer.dropoutMask = new Float64Array(drawMask(dropout, layer, step, count));
      }
    },
    keepAll() {
      for (const layer of network.layers) layer.dropoutMask = undefined;
    },
    dispose: () => model.dispose(),
  };
}

/** The dense layers of a model, and the name of the dropout behind each that has one. */
function planHiddenLayers({ model, inputShape }: NetworkOptions) {
  const planning = planDenseNetwork(model, inputShape);
  if (!planning.ok) {
    throw new UserError(`The reference engine can't train the layer "${planning.layer.name}"`, {
      hint: denseNetworkHint,
    });
  }
  const hidden = planning.stages.map(({ dense }): HiddenLayerOptions & { name: string } => ({
    name: dense.name,
    units: dense.units,
    activation: createActivation(dense.activation ?? model.activation),
  }));
  const dropouts = new Map<string, string>();
  for (const { dense, dropout } of planning.stages) {
    if (dropout !== undefined) dropouts.set(dense.name, dropout);
  }
  return { hidden, dropouts };
}
