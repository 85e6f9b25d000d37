import { type ActivationSpec, activationOf } from '../activations/registry';
import { buildBiasInitializer, buildInitializer } from '../initializers/build-initializer';
import type { LayerContext } from '../layers/layer-kind';
import { kernelSettingsOf, layerKindOf } from '../layers/registry';
import { type PlannedLayer, planLayers } from '../plan/network/layer-plan';
import type { ModelSpec } from '../spec/model-schema';
import { nativeKernels } from '../tensorflow/native-kernel';
import { tf } from '../tensorflow/tensorflow';
import type {
  Initializer,
  Layer,
  LayersModel,
  SymbolicTensor,
  Variable,
} from '../tensorflow/types';
import { countValues } from '../util/count-values';
import { deriveSeed } from '../util/seed';
import { OwnActivation } from './own-activation';
import { numberName, OwnLayer } from './own-layer';
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
  /** Numbers that layers compute with in training, by name: `dropout1/rate`. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Names of the weights that L2 and weight decay are for: no biases, no gains. */
  readonly kernels: ReadonlySet<string>;
  /** Names of the weights that summaries show as such, and of those that they show as biases. */
  readonly shown: { readonly weights: readonly string[]; readonly biases: readonly string[] };
  /** Weights that the optimizer moves, by name. */
  readonly trained: ReadonlyMap<string, Variable>;
  /** Weights that layers change themselves in training steps, by name: moving averages. */
  readonly untrained: ReadonlyMap<string, Variable>;
  /** What layers learn of a training step, and tell of it. */
  readonly step: TrainingStep;
  /** What each layer that may draw does so from, besides the step: sub-seeds of the run. */
  readonly drawSeeds: readonly number[];
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
   * Use layers of tfjs only, so that the saved model opens without Ablate. Such a network is for
   * inference.
   */
  readonly portable?: boolean;
}

/**
 * Builds the network of a model spec. Every layer draws its initial weights from a sub-seed of its
 * own name, so that trials which share a seed share the weights of layers of equal name and shape.
 */
export function buildNetwork(options: NetworkOptions): Network {
  const { model, inputShape, logitCount } = options;
  const step = new TrainingStep();
  const drawSeeds: number[] = [];
  const observationPoints: ObservationPoint[] = [];
  const l2ByWeight = new Map<string, number>();
  const numbers = new Map<string, number>();
  const kernels = new Set<string>();
  const shown = { weights: [] as string[], biases: [] as string[] };
  const input = tf.input({ shape: [...inputShape], name: 'input' });
  let current: SymbolicTensor = input;
  const apply = (layer: Layer | undefined): void => {
    if (layer !== undefined) current = layer.apply(current) as SymbolicTensor;
  };
  const observe = (kind: ObservationPoint['kind'], layer: string): void => {
    observationPoints.push({ kind, layer, tensor: current });
  };

  for (const planned of planLayers(model, inputShape, logitCount)) {
    const { layer, weights } = planned;
    const { name } = layer;
    const kind = layerKindOf(layer);
    apply(kind.build(layer, describeContext(planned, options, { step, drawSeeds, numbers })));
    if (kind.gives !== 'nothing new') observe(kind.gives, name);
    const activation = kind.activation(layer, model.activation);
    if (activation !== undefined) {
      apply(buildActivation(activation, name, options.portable === true));
      observe('activations', name);
    }
    const l2 = kernelSettingsOf(layer).l2 ?? model.l2;
    for (const { name: part, role } of weights) {
      const weight = `${name}/${part}`;
      if (role === 'kernel') kernels.add(weight);
      if (l2 > 0 && role === 'kernel') l2ByWeight.set(weight, l2);
      if (role === 'kernel' || role === 'gain') shown.weights.push(weight);
      if (role === 'bias') shown.biases.push(weight);
    }
  }

  const network = tf.model({ inputs: input, outputs: current, name: 'network' });
  return {
    model: network,
    trained: variablesByName(network.trainableWeights),
    untrained: variablesByName(network.nonTrainableWeights),
    // The logits are net inputs only: what follows them is part of the loss.
    observationPoints: observationPoints.slice(0, -1),
    l2ByWeight,
    numbers,
    kernels,
    shown,
    step,
    drawSeeds,
  };
}

/** The layer of an activation; undefined where there is nothing to compute. */
function buildActivation(
  activation: ActivationSpec,
  layer: string,
  isPortable: boolean,
): Layer | undefined {
  const name = `${layer}_${activation.type}`;
  const kind = activationOf(activation);
  const isBuilt = kind.buildLayer !== undefined && isPortable;
  if (isBuilt || kind.compute === undefined) return kind.buildLayer?.(tf, name, activation);
  return new OwnActivation(name, kind.compute.bind(kind, tf, nativeKernels, activation));
}

/** What own layers take of a training step, gathered while a network is built. */
interface StepParts {
  readonly step: TrainingStep;
  readonly drawSeeds: number[];
  readonly numbers: Map<string, number>;
}

function describeContext(
  { layer, weights, outputShape }: PlannedLayer,
  { model, seed, portable = false }: NetworkOptions,
  { step, drawSeeds, numbers }: StepParts,
): LayerContext {
  const { name, type } = layer;
  const own = kernelSettingsOf(layer);
  const initializer = (weightName: string): Initializer => {
    const weight = weights.find((each) => each.name === weightName);
    if (weight === undefined) throw new Error(`${name} has no weight ${weightName}`);
    const { start, shape } = weight;
    if (start.by === 'constant') return tf.initializers.constant({ value: start.value });
    const weightSeed = deriveSeed(seed, `init/${name}/${weightName}`);
    const spec = own[start.by] ?? model[start.by];
    return start.by === 'initializer'
      ? buildInitializer(tf, spec, start.fans, weightSeed)
      : buildBiasInitializer(tf, spec, start.fans, countValues(shape), weightSeed);
  };
  return {
    tf,
    name,
    isPortable: portable,
    initializer,
    define(compute, layerNumbers = {}) {
      for (const [key, value] of Object.entries(layerNumbers))
        numbers.set(numberName(name, key), value);
      const drawIndex = drawSeeds.push(deriveSeed(seed, `${type}/${name}`)) - 1;
      const parts = { name, weights, outputShape, step, compute, initializer, drawIndex };
      return new OwnLayer({ ...parts, numbers: layerNumbers });
    },
  };
}

function variablesByName(weights: LayersModel['weights']): ReadonlyMap<string, Variable> {
  return new Map(weights.map((weight) => [weight.originalName, weight.read() as Variable]));
}
