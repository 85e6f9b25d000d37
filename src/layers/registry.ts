import { z } from 'zod';
import type { KindRegistry } from '../kinds/kind';
import { kindSchema } from '../kinds/kind-schema';
import { kindOf } from '../kinds/own-kinds';
import { activation } from './activation';
import { averagePool2d } from './average-pool2d';
import { batchNorm } from './batch-norm';
import { conv2d } from './conv2d';
import { dense } from './dense';
import { depthwiseConv2d } from './depthwise-conv2d';
import { dropout } from './dropout';
import { flatten } from './flatten';
import { globalAveragePool2d } from './global-average-pool2d';
import type { LayerKind } from './layer-kind';
import { layerNorm } from './layer-norm';
import { maxPool2d } from './max-pool2d';
import { separableConv2d } from './separable-conv2d';
import type { KernelSettings } from './settings/kernel-settings';

/** Every kind of layer, by its name in specs. */
export const layers = {
  conv2d,
  maxPool2d,
  averagePool2d,
  flatten,
  dense,
  activation,
  dropout,
  batchNorm,
  layerNorm,
  globalAveragePool2d,
  separableConv2d,
  depthwiseConv2d,
} as const satisfies KindRegistry<LayerKind>;

/** What a spec may set of every layer. */
export const layerCommon = {
  name: z
    .string()
    .regex(/^[a-z][A-Za-z0-9_]*$/, 'a letter, then letters, digits or _')
    .optional()
    .describe('Name in TensorBoard; by its type and place unless given.'),
};

/** One hidden layer of an explicit model. */
export const layerSchema = kindSchema(layers, {
  id: 'layer',
  description: 'One hidden layer of `model: { type: layers }`.',
  common: layerCommon,
});

/** A resolved hidden layer. */
export type LayerSpec = z.output<typeof layerSchema>;

/** The name of a kind of layer. */
export type LayerName = LayerSpec['type'];

/** The kind of a layer. */
export function layerKindOf({ type }: Pick<LayerSpec, 'type'>): LayerKind {
  return kindOf<LayerKind>(layers, 'layer', type);
}

/** What a layer sets for its own kernel; nothing where it has none. */
export function kernelSettingsOf(layer: LayerSpec): KernelSettings {
  const settings: KernelSettings & Pick<LayerSpec, 'name'> = layer;
  return settings;
}

/** Every kind of layer, whatever its name. */
export const allLayers: readonly LayerKind[] = Object.values(layers);
