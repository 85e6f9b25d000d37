import type { z } from 'zod';
import type { ActivationKind } from '../activations/activation-kind';
import type { DatasetKind, NamedSettings } from '../datasets/dataset-kind';
import { defineFileDataset } from '../datasets/files/define-file-dataset';
import type { FileAccess } from '../datasets/files/file-access';
import type { Kind, Settings } from '../kinds/kind';
import type { OwnRoom } from '../kinds/own-kinds';
import type { LayerKind } from '../layers/layer-kind';
import type { OptimizerKind } from '../optimizers/optimizer-kind';
import type { Tensor, TensorFlow } from '../tensorflow/types';

import { arrangeOwnData, type OwnData } from './arrange-own-data';

/*
 * What a user's own code imports as `ablate`. A file exports by default what one of these functions
 * gives; a spec names it by `{ module: ./file.ts }`, and its settings beside that.
 */

/** What a file of own code exports by default. */
export interface OwnCode {
  readonly room: OwnRoom;
  readonly kind: Kind;
}

/** An activation of one's own: what it computes is enough. */
export type OwnActivation<Shape extends z.ZodRawShape> = Partial<
  Omit<ActivationKind<Shape>, 'settings' | 'compute'>
> & {
  readonly settings?: Shape;
  /**
   * What the units give, in operations of TensorFlow.js, which differentiates them.
   *
   * @param z net inputs, `[batch, ...units]`; the result has their shape.
   */
  compute(tf: TensorFlow, settings: Settings<Shape>, z: Tensor): Tensor;
};

/**
 * An activation of one's own. A model that is saved names it, so that other programs can't open it
 * unless `buildLayer` gives a layer of TensorFlow.js that computes the same.
 */
export function defineActivation<const Shape extends z.ZodRawShape = Record<never, never>>(
  own: OwnActivation<Shape>,
): OwnCode {
  const kind: ActivationKind<Shape> = {
    description: 'An activation of the user.',
    buildLayer: undefined,
    kernels: [],
    gradient: undefined,
    ailment: undefined,
    ...own,
    settings: own.settings ?? ({} as Shape),
    compute: (tf, _, settings, z) => own.compute(tf, settings, z),
  };
  return { room: 'activation', kind };
}

/** An optimizer of one's own: its update in the given arithmetic, which every engine has. */
export function defineOptimizer<const Shape extends z.ZodRawShape>(
  kind: Omit<OptimizerKind<Shape>, 'description' | 'dividesBySize'> & Partial<OptimizerKind<Shape>>,
): OwnCode {
  const whole: OptimizerKind<Shape> = {
    description: 'An optimizer of the user.',
    dividesBySize: false,
    ...kind,
  };
  return { room: 'optimizer', kind: whole };
}

/** A data set of one's own: what its files, or nothing but its settings, give. */
export interface OwnDataset<Shape extends z.ZodRawShape> {
  readonly description?: string;
  readonly settings?: Shape;
  /** The settings that are paths, each by its keys: `[['file']]`. Their contents are part of a run. */
  readonly fileSettings?: DatasetKind['fileSettings'];
  /**
   * Gives the data, the same for every seed.
   *
   * @param files `pathOf` gives the absolute path of what such a setting names.
   */
  read(settings: NamedSettings<Shape>, files: FileAccess): OwnData | Promise<OwnData>;
}

/** A data set of one's own. What it gives is kept by the content of its code, settings and files. */
export function defineDataset<const Shape extends z.ZodRawShape = Record<never, never>>({
  description = 'A data set of the user.',
  settings,
  fileSettings = [],
  read,
}: OwnDataset<Shape>): OwnCode {
  const kind = defineFileDataset<Shape>({
    description,
    summary: 'a data set of your own',
    settings: settings ?? ({} as Shape),
    fileSettings,
    read: async (given, files) => arrangeOwnData(await read(given, files)),
  });
  return { room: 'dataset', kind };
}

/** A hidden layer of one's own, as `context.define` or an existing layer of TensorFlow.js makes it. */
export function defineLayer<const Shape extends z.ZodRawShape = Record<never, never>>(
  kind: Pick<LayerKind<Shape>, 'outputShape' | 'build'> & Partial<LayerKind<Shape>>,
): OwnCode {
  const whole: LayerKind<Shape> = {
    description: 'A layer of the user.',
    settings: {} as Shape,
    nameStem: 'own',
    isAlwaysNumbered: true,
    takes: 'anything',
    gives: 'activations',
    window: () => undefined,
    weights: () => [],
    activation: () => undefined,
    ...kind,
  };
  return { room: 'layer', kind: whole };
}
