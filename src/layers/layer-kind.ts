import type { z } from 'zod';
import type { ActivationSpec } from '../activations/registry';
import type { Kind, Settings } from '../kinds/kind';
import type { Initializer, Layer, Tensor, TensorFlow } from '../tensorflow/types';
import type { Window } from './settings/window';
import type { WeightPlan } from './weight-plan';

/** A kind of hidden layer. Shapes are those of one example: `[units]` or `[height, width, channels]`. */
export interface LayerKind<Shape extends z.ZodRawShape = z.ZodRawShape> extends Kind<Shape> {
  /** What layers without a name are called by, with a number: `conv` for `conv1`. */
  readonly nameStem: string;
  /** Whether the only layer of the stem has a number too: `fc1`, but `flatten`. */
  readonly isAlwaysNumbered: boolean;
  /** Before a layer that takes vectors, images are made such. */
  readonly takes: 'images' | 'vectors' | 'anything';
  /** What it gives, before the activation; `nothing new` where there is no use in recording it. */
  readonly gives: 'preactivations' | 'activations' | 'nothing new';
  /** The window that it moves over images, and that has to fit on them. */
  window(settings: Settings<Shape>): Window | undefined;
  outputShape(settings: Settings<Shape>, input: readonly number[]): readonly number[];
  /** Its weights, in the order of TensorFlow.js. */
  weights(settings: Settings<Shape>, input: readonly number[]): readonly WeightPlan[];
  /** The function of its units; undefined for layers that have none. */
  activation(settings: Settings<Shape>, ofModel: ActivationSpec): ActivationSpec | undefined;
  /** What works in a run, but is hardly meant. */
  findOddities?(settings: Settings<Shape>, run: LayerRun): readonly LayerOddity[];
  /** Makes the layer of TensorFlow.js; undefined where its activation is all there is to it. */
  build(settings: Settings<Shape>, context: LayerContext): Layer | undefined;
}

/** What a layer can know of the run that it is in. */
export interface LayerRun {
  readonly steps: number;
  readonly batchSize: number;
  readonly inputShape: readonly number[];
}

/** Something that works, but is hardly meant. */
export interface LayerOddity {
  /** The setting that makes it so; undefined where it is the layer itself. */
  readonly setting?: string;
  readonly message: string;
  readonly hint: string;
}

/** What a layer is built with. */
export interface LayerContext {
  readonly tf: TensorFlow;
  readonly name: string;
  /** Whether the layer has to be one of TensorFlow.js's own, for a model that is to be saved. */
  readonly isPortable: boolean;
  /** What a weight of the layer starts from, by the name that `weights` gives it. */
  initializer(weight: string): Initializer;
  /**
   * A layer that has the weights of `weights` and computes what TensorFlow.js has no layer for.
   *
   * @param numbers what training passes take as `number`: runs that differ only there share a graph.
   */
  define(compute: LayerComputation, numbers?: Readonly<Record<string, number>>): Layer;
}

/** Computes what a layer gives for a batch. */
export type LayerComputation = (input: Tensor, pass: LayerPass) => Tensor;

/** One pass of a batch through a layer. */
export interface LayerPass {
  /** The value of a weight, by the name that `weights` gives it. */
  weight(name: string): Tensor;
  /** What a layer can do in training only; undefined in evaluation. */
  readonly training: TrainingPass | undefined;
}

/** A pass in a training step. */
export interface TrainingPass {
  /** Uniform float32 in [0, 1), by seed of the run, name of the layer and step alone. */
  drawUniform(shape: readonly number[]): Tensor;
  /** A number of the layer, by the name that `define` was given it under. */
  number(name: string): Tensor | number;
  /** Says what a weight, of the role `statistic`, is to be after the step. */
  setNext(weight: string, value: Tensor): void;
}

/** Joins a layer to the types of its settings. */
export const defineLayer = <const Shape extends z.ZodRawShape>(
  kind: LayerKind<Shape>,
): LayerKind<Shape> => kind;
