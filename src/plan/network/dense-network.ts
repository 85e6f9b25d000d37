import type { LayerSpec } from '../../layers/registry';
import type { ModelSpec } from '../../spec/model-schema';
import { type NamedLayer, planHiddenLayers } from './layer-plan';

/** A dense hidden layer, and the dropout behind it if there is one. */
export interface DenseStage {
  readonly dense: Extract<LayerSpec, { type: 'dense' }> & { readonly name: string };
  /** Name of the dropout layer. */
  readonly dropout: string | undefined;
}

/** A model as dense layers, or the first layer that is none. */
export type DensePlanning =
  | { readonly ok: true; readonly stages: readonly DenseStage[] }
  | { readonly ok: false; readonly layer: NamedLayer };

/** What the reference engine knows of, for hints. */
export const denseNetworkHint =
  'It knows dense layers, each with one dropout behind it at most. Use `engine: compiled` or `engine: eager`.';

/**
 * Takes a model as what the from-scratch network is: dense layers, each with dropout behind it or
 * not. Flatten layers do nothing to it, whose inputs are flat.
 *
 * @param inputShape shape of one example.
 */
export function planDenseNetwork(model: ModelSpec, inputShape: readonly number[]): DensePlanning {
  const stages: DenseStage[] = [];
  for (const { layer } of planHiddenLayers(model, inputShape)) {
    const before = stages.at(-1);
    if (layer.type === 'dense') {
      stages.push({ dense: layer, dropout: undefined });
    } else if (layer.type === 'dropout' && before !== undefined && before.dropout === undefined) {
      stages[stages.length - 1] = { ...before, dropout: layer.name };
    } else if (layer.type !== 'flatten') {
      return { ok: false, layer };
    }
  }
  return { ok: true, stages };
}
