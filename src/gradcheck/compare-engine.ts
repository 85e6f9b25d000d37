import type { Engine, NamedTensors, TrainingTask } from '../engine/engine';
import type { KinkPlace } from '../reference/check-gradients';
import type { Network } from '../reference/network';
import { compareGradients } from './compare-gradients';
import { type ExpectedGradients, expectGradients } from './expected-gradients';
import type { GradientOracle, GradientRow } from './gradient-row';

/**
 * What float32 gradients stay below: a float32 carries 6e-8 of relative rounding, and a value that
 * went through some layers and a sum over the batch has gathered a few hundred times that. Among
 * the half million weights of an MNIST network the largest error was 3.5e-5.
 */
export const float32Tolerance = 1e-4;

/** Share of a layer's largest net input that float32 may round another one by. */
const preactivationRounding = 1e-5;

/** The from-scratch network of a task, and the examples that gradients are taken on. */
export interface CheckedNetwork {
  readonly title: string;
  readonly task: TrainingTask;
  readonly network: Network;
  /** Training examples. */
  readonly indices: Int32Array;
  /** What the network says of them. */
  readonly expected: ExpectedGradients;
}

/**
 * Compares the from-scratch network's gradients with an engine's. Where rounding to float32 puts a
 * net input on the other side of a kink both are right and differ: examples with such a net input
 * are left out, and the row says so.
 */
export function compareEngine(
  { title, task, network, indices, expected }: CheckedNetwork,
  oracle: GradientOracle,
  engine: Engine,
): GradientRow[] {
  const session = engine.open(task);
  try {
    const compareOn = (examples: Int32Array, gradients: ExpectedGradients): GradientRow[] => {
      const observed = session.observe(['gradients'], examples).gradients ?? {};
      return compareGradients(title, oracle, gradients, toMap(observed), float32Tolerance);
    };
    const rows = compareOn(indices, expected);
    if (rows.every(({ verdict }) => verdict === 'ok')) return rows;
    const { preactivations = {} } = session.observe(['preactivations'], indices);
    network.forward(expected.inputs, indices.length);
    const kinks = findRoundedKinks(network, preactivations, indices.length);
    const [kinkAt] = kinks;
    if (kinkAt === undefined) return rows;
    const apart = new Set(kinks.map(({ example }) => example));
    const rest = indices.filter((_, example) => !apart.has(example));
    const again =
      rest.length === 0 ? [] : compareOn(rest, expectGradients(network, task.dataset, rest));
    return rows.map((row, position) => {
      if (row.verdict === 'ok') return row;
      const nothing = {
        ...row,
        maxRelativeError: 0,
        index: -1,
        checked: 0,
        verdict: 'ok',
      } as const;
      const second = again[position] ?? nothing;
      const verdict = second.verdict === 'ok' ? 'kink' : 'failed';
      return { ...second, kinks: apart.size, kinkAt, verdict };
    });
  } finally {
    session.dispose();
  }
}

function toMap(tensors: NamedTensors): Map<string, Float32Array> {
  return new Map(Object.entries(tensors).map(([name, { values }]) => [name, values]));
}

/**
 * The net inputs of the batch that the network just saw which are positive on one side only,
 * because of rounding: where they are further apart something else is wrong.
 */
function findRoundedKinks(
  network: Network,
  rounded: NamedTensors,
  count: number,
): readonly KinkPlace[] {
  return network.layers.flatMap(({ name, units, activation, preactivations }) => {
    const others = rounded[name]?.values;
    if (!activation.hasKinkAtZero || others === undefined) return [];
    const exact = preactivations.subarray(0, count * units);
    const largest = exact.reduce((most, z) => Math.max(most, Math.abs(z)), 0);
    const kinks: KinkPlace[] = [];
    for (const [p, preactivation] of exact.entries()) {
      const other = others[p] ?? Number.NaN;
      const isNear = Math.abs(preactivation - other) <= preactivationRounding * largest;
      if (!isNear || preactivation > 0 === other > 0) continue;
      const place = { unit: p % units, example: Math.floor(p / units) };
      kinks.push({ layer: name, ...place, preactivation });
    }
    return kinks;
  });
}
