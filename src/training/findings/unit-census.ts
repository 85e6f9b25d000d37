import type { NamedTensors, TensorData } from '../../engine/engine';
import type { ActivationSpec } from '../../spec/model-schema';

/** The activation of a layer by its name. */
export type ActivationByLayer = (layer: string) => ActivationSpec['type'] | undefined;

/** What a unit gave over all examples seen, and all places of a convolution. */
export interface UnitCount {
  /** Values of a ReLU that were above zero; values of tanh and sigmoid at a flat end. */
  readonly marked: number;
  readonly total: number;
}

/**
 * Which values of a unit are counted. At the flat ends of tanh and sigmoid the derivative is below a
 * twenty-fifth of its largest value.
 */
const marks: Readonly<Partial<Record<ActivationSpec['type'], (value: number) => boolean>>> = {
  relu: (value) => value > 0,
  tanh: (value) => Math.abs(value) > 0.99,
  sigmoid: (value) => value < 0.01 || value > 0.99,
};

interface LayerCounts {
  readonly activation: ActivationSpec['type'];
  /** By unit; a unit of a convolution is a channel. */
  readonly marked: Uint32Array;
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
      const isMarked = marks[activation];
      if (isMarked !== undefined) this.count(layer, activation, tensor, isMarked);
    }
  }

  /** Every layer that was counted, in the order of the network. */
  layers(): { layer: string; activation: ActivationSpec['type']; units: UnitCount[] }[] {
    return [...this.counts].map(([layer, { activation, marked, total }]) => ({
      layer,
      activation,
      units: Array.from(marked, (count) => ({ marked: count, total })),
    }));
  }

  private count(
    layer: string,
    activation: ActivationSpec['type'],
    { shape, values }: TensorData,
    isMarked: (value: number) => boolean,
  ): void {
    const unitCount = shape.at(-1) ?? 1;
    const counts = this.counts.get(layer) ?? {
      activation,
      marked: new Uint32Array(unitCount),
      total: 0,
    };
    this.counts.set(layer, counts);
    counts.total += values.length / unitCount;
    let unit = 0;
    for (const value of values) {
      if (isMarked(value)) counts.marked[unit] = (counts.marked[unit] ?? 0) + 1;
      unit += 1;
      if (unit === unitCount) unit = 0;
    }
  }
}
