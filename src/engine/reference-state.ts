import type { Trainer } from '../reference/trainer';
import type { NamedTensors, TensorData } from './engine';

/**
 * What a float32 leaves of a float64 takes two more: 53 bits of precision in three times 24. Only
 * parts below 1e-45 are lost, as of values below 1e-30.
 */
const remainderPrefixes = ['remainder1/', 'remainder2/'] as const;

/**
 * The state of a trainer as engines exchange it, in float32 under the names of the eager engine,
 * and what that rounds off under names of its own: training goes on from it bit for bit.
 */
export function readTrainerState(trainer: Trainer): NamedTensors {
  const state: Record<string, TensorData> = {};
  const remainders: Record<string, TensorData> = {};
  for (const [name, { shape, values }] of trainer.state) {
    let rest = values;
    state[name] = { shape, values: Float32Array.from(rest) };
    for (const prefix of remainderPrefixes) {
      rest = subtractFloat32(rest);
      remainders[prefix + name] = { shape, values: Float32Array.from(rest) };
    }
  }
  return { ...state, ...remainders };
}

/** Puts back what `readTrainerState` gave, or the state of another engine, which has no remainders. */
export function restoreTrainerState(trainer: Trainer, state: NamedTensors): void {
  for (const name of trainer.state.keys()) {
    const data = state[name];
    if (data === undefined) throw new Error(`The state lacks ${name}`);
    const values = new Float64Array(data.values);
    // The smallest first: then every sum is exact.
    const rest = new Float64Array(values.length);
    for (const prefix of remainderPrefixes.toReversed()) {
      const remainder = state[prefix + name]?.values ?? [];
      for (const [p, value] of remainder.entries()) rest[p] = (rest[p] as number) + value;
    }
    // A value that is not finite has no remainder.
    trainer.writeState(
      name,
      values.map((value, p) => (Number.isFinite(value) ? value + (rest[p] as number) : value)),
    );
  }
}

/** What is left of values after their rounding to float32. */
function subtractFloat32(values: Float64Array): Float64Array {
  return values.map((value) => value - Math.fround(value));
}
