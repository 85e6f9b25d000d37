import type { UnitAilment } from '../../activations/activation-kind';
import { type ActivationName, activationOf } from '../../activations/registry';
import type { NamedTensors, TensorData } from '../../engine/engine';

/** The activation of a layer by its name. */
export type ActivationByLayer = (layer: string) => ActivationName | undefined;

/** What a unit gave over all examples seen, and all places of a convolution. */
export interface UnitCount {
  /** Values at which its activation is flat. */
  readonly flat: number;
  readonly total: number;
}

interface LayerCounts {
  readonly activation: ActivationName;
  /** By unit; a unit of a convolution is a channel. */
  readonly flat: Uint32Array;
  /** Values per unit. */
  total: number;
}

/** Counts what the units of a network give, batch by batch, so that no more than one is in memory. */
export class UnitCensus {
  private readonly counts = new Map<string, LayerCounts>();

  constructor(private readonly activationOf: ActivationByLayer) {}

  /** @param activations per layer, `[examples, ...units]`. */
  add(activations: NamedTensors): void {
    for (const [layer, tensor] of Object.entries(activations)) {
      const activation = this.activationOf(layer);
      if (activation === undefined) continue;
      const { ailment } = activationOf({ type: activation });
      if (ailment !== undefined) this.count(layer, activation, tensor, ailment);
    }
  }

  /** Every layer that was counted, in the order of the network. */
  layers(): { layer: string; activation: ActivationName; units: UnitCount[] }[] {
    return [...this.counts].map(([layer, { activation, flat, total }]) => ({
      layer,
      activation,
      units: Array.from(flat, (count) => ({ flat: count, total })),
    }));
  }

  private count(
    layer: string,
    activation: ActivationName,
    { shape, values }: TensorData,
    ailment: UnitAilment,
  ): void {
    const unitCount = shape.at(-1) ?? 1;
    const counts = this.counts.get(layer) ?? {
      activation,
      flat: new Uint32Array(unitCount),
      total: 0,
    };
    this.counts.set(layer, counts);
    counts.total += values.length / unitCount;
    let unit = 0;
    for (const value of values) {
      if (ailment.isFlat(value)) counts.flat[unit] = (counts.flat[unit] ?? 0) + 1;
      unit += 1;
      if (unit === unitCount) unit = 0;
    }
  }
}
