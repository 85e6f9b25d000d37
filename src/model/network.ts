import { type ActivationSpec, activationOf } from '../activations/registry';
import { buildBiasInitializer, buildInitializer } from '../initializers/build-initializer';
import type { Fans } from '../initializers/initializer-kind';
import type { InitializerSpec } from '../initializers/registry';
import { logitsLayerName, type NamedLayer, planLayers } from '../plan/network/layer-plan';
import type { ModelSpec } from '../spec/model-schema';
import { tf } from '../tensorflow/tensorflow';
import type { Layer, LayersModel, SymbolicTensor, Variable } from '../tensorflow/types';
import { deriveSeed } from '../util/seed';
import { unreachable } from '../util/unreachable';
import { StatelessDropout } from './dropout-layer';
import { TrainingStep } from './training-step';

/** A place in a network whose values can be looked at. */
export interface ObservationPoint {
  readonly kind: 'preactivations' | 'activations';
  /** Name of the layer, for instance `conv1` or `pool1`. */
  readonly layer: string;
  readonly tensor: SymbolicTensor;
}

/** A network as an ordinary tfjs model from inputs to logits, with what is needed to train it. */
export interface Network {
  /** `[batch, ...inputShape]` to `[batch, logits]`. */
  readonly model: LayersModel;
  readonly observationPoints: readonly ObservationPoint[];
  /** L2 factor by weight name, where it is not zero. */
  readonly l2ByWeight: ReadonlyMap<string, number>;
  /** Weights that the optimizer moves, by name. */
  readonly trained: ReadonlyMap<string, Variable>;
  /** Weights that layers change themselves in training steps, by name: moving averages. */
  readonly untrained: ReadonlyMap<string, Variable>;
  /** What layers learn of a training step, and tell of it. */
  readonly step: TrainingStep;
}

/** What a network is built from. */
export interface NetworkOptions {
  readonly model: ModelSpec;
  /** Shape of one example. */
  readonly inputShape: readonly number[];
  /** Units of the logits layer. */
  readonly logitCount: number;
  /** Seed of the run. */
  readonly seed: number;
  /**
   * Use tfjs's own dropout layer, so that the saved model opens without Ablate. Such a network is
   * for inference.
   */
  readonly portable?: boolean;
}

/**
 * Builds the network of a model spec. Every layer draws its initial weights from a sub-seed of its
 * own name, so that trials which share a seed share the weights of layers of equal name and shape.
 */
export function buildNetwork(options: NetworkOptions): Network {
  const { model, seed } = options;
  const step = new TrainingStep();
  const observationPoints: ObservationPoint[] = [];
  const l2ByWeight = new Map<string, number>();

  const input = tf.input({ shape: [...options.inputShape], name: 'input' });
  let current: SymbolicTensor = input;
  const apply = (layer: Layer): void => {
    current = layer.apply(current) as SymbolicTensor;
  };
  const activate = (name: string, activation: ActivationSpec): void => {
    const { buildLayer } = activationOf(activation);
    if (buildLayer !== undefined) {
      apply(buildLayer(tf, `${name}_${activation.type}`, activation));
    }
    observationPoints.push({ kind: 'activations', layer: name, tensor: current });
  };
  const weighted = (name: string, fans: Fans, units: number, own: WeightSettings) => {
    const l2 = own.l2 ?? model.l2;
    if (l2 > 0) l2ByWeight.set(`${name}/kernel`, l2);
    return {
      name,
      kernelInitializer: buildInitializer(
        tf,
        own.initializer ?? model.initializer,
        fans,
        deriveSeed(seed, `init/${name}/kernel`),
      ),
      biasInitializer: buildBiasInitializer(
        tf,
        own.biasInitializer ?? model.biasInitializer,
        fans,
        units,
        deriveSeed(seed, `init/${name}/bias`),
      ),
    };
  };

  const addLayer = (layer: NamedLayer): void => {
    const { name } = layer;
    switch (layer.type) {
      case 'conv2d': {
        const { filters, kernelSize, strides, padding } = layer;
        const area = kernelSize * kernelSize;
        const fans = { fanIn: area * lastDimension(current), fanOut: area * filters };
        const settings = weighted(name, fans, filters, layer);
        apply(tf.layers.conv2d({ filters, kernelSize, strides, padding, ...settings }));
        observationPoints.push({ kind: 'preactivations', layer: name, tensor: current });
        activate(name, layer.activation ?? model.activation);
        return;
      }
      case 'dense': {
        const { units } = layer;
        const fans = { fanIn: lastDimension(current), fanOut: units };
        const settings = weighted(name, fans, units, layer);
        apply(tf.layers.dense({ units, ...settings }));
        observationPoints.push({ kind: 'preactivations', layer: name, tensor: current });
        activate(name, layer.activation ?? model.activation);
        return;
      }
      case 'maxPool2d':
      case 'averagePool2d': {
        const { poolSize, padding } = layer;
        const settings = { name, poolSize, strides: layer.strides ?? poolSize, padding };
        const pool = {
          maxPool2d: tf.layers.maxPooling2d,
          averagePool2d: tf.layers.averagePooling2d,
        };
        apply(pool[layer.type](settings));
        observationPoints.push({ kind: 'activations', layer: name, tensor: current });
        return;
      }
      case 'flatten':
        apply(tf.layers.flatten({ name }));
        return;
      case 'activation':
        activate(name, layer.activation);
        return;
      case 'dropout': {
        const { rate } = layer;
        apply(
          options.portable === true
            ? tf.layers.dropout({ name, rate })
            : new StatelessDropout(name, rate, deriveSeed(seed, `dropout/${name}`), step),
        );
        return;
      }
      default:
        unreachable(layer);
    }
  };

  for (const layer of planLayers(model, options.inputShape)) addLayer(layer);
  addLayer({
    type: 'dense',
    name: logitsLayerName,
    units: options.logitCount,
    activation: { type: 'linear' },
    initializer: model.outputInitializer ?? model.initializer,
  });

  const network = tf.model({ inputs: input, outputs: current, name: 'network' });
  return {
    model: network,
    trained: variablesByName(network.trainableWeights),
    untrained: variablesByName(network.nonTrainableWeights),
    // The logits are net inputs only: what follows them is part of the loss.
    observationPoints: observationPoints.slice(0, -1),
    l2ByWeight,
    step,
  };
}

/** What a layer may set for itself. */
interface WeightSettings {
  readonly initializer?: InitializerSpec | undefined;
  readonly biasInitializer?: InitializerSpec | undefined;
  readonly l2?: number | undefined;
}

function variablesByName(weights: LayersModel['weights']): ReadonlyMap<string, Variable> {
  return new Map(weights.map((weight) => [weight.originalName, weight.read() as Variable]));
}

function lastDimension(tensor: SymbolicTensor): number {
  const last = tensor.shape.at(-1);
  if (typeof last !== 'number') throw new Error(`${tensor.name}: unknown last dimension`);
  return last;
}
