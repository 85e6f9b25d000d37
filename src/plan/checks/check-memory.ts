import type { DatasetFacts } from '../../datasets/dataset-facts';
import { formatBytes } from '../../util/format-bytes';
import { estimateMemory, type RunMemory, type WeightedLayer } from '../network/run-memory';
import type { RunSettings } from '../run-config';
import type { SettingsProblem } from '../settings-problem';

/** What the runs of a grid have to share. */
export interface Machine {
  readonly memoryBytes: number;
  /** Runs at once. */
  readonly jobs: number;
  /** Instruction sets, as `cpuFeatures` names them. */
  readonly cpuFeatures: readonly string[];
}

/**
 * Node writes and reads at most so many bytes in one call: what a checkpoint writes of each tensor, and
 * what is read of a whole checkpoint.
 */
const largestBytes = 2 ** 31 - 1;

/**
 * How many times what it can't do without a run has at its peak, where weights are read for a
 * checkpoint: 3.0 to 3.3 times was measured of dense networks of 16 and 64 million weights, under
 * gradient descent and under Adam.
 */
const peakFactor = 3;

const count = (value: number): string => value.toLocaleString('en-US');

/** Finds layers that are too large for any machine. */
export function checkTensors(settings: RunSettings, facts: DatasetFacts): SettingsProblem[] {
  return estimateMemory(settings, facts).layers.flatMap((layer) => {
    const { name, path, kernelShape } = layer;
    const bytes = 4 * kernelShape.reduce((product, length) => product * length, 1);
    if (bytes <= largestBytes) return [];
    const shape = kernelShape.map(count).join(' x ');
    return [
      {
        path,
        message: `the layer "${name}" has ${shape} weights, which take ${formatBytes(bytes)}: one tensor can't take more than ${formatBytes(largestBytes)}`,
        hint: narrower(layer),
      },
    ];
  });
}

/** Finds runs that don't fit into the memory of a machine. */
export function checkMemory(
  settings: RunSettings,
  facts: DatasetFacts,
  { memoryBytes }: Machine,
): SettingsProblem[] {
  const memory = estimateMemory(settings, facts);
  const bytes = memory.stateBytes + memory.activationBytes;
  if (bytes <= memoryBytes || checkTensors(settings, facts).length > 0) return [];
  const { path, hint } = blame(memory);
  const message = `a run takes at least ${formatBytes(bytes)} of memory (${describe(settings, memory)}), but this machine has ${formatBytes(memoryBytes)}`;
  return [{ path, message, hint }];
}

/**
 * Finds runs that may not fit into the memory of a machine, alone or beside each other.
 *
 * @param runCount runs of the grid.
 */
export function warnAboutMemory(
  settings: RunSettings,
  facts: DatasetFacts,
  { memoryBytes, jobs }: Machine,
  runCount: number,
): SettingsProblem[] {
  const memory = estimateMemory(settings, facts);
  const peak = peakFactor * (memory.stateBytes + memory.activationBytes);
  const atOnce = Math.min(jobs, runCount);
  if (peak * atOnce <= memoryBytes) return [];
  const { path, hint } = blame(memory);
  const fitting = Math.floor(memoryBytes / peak);
  const who = atOnce === 1 ? 'a run' : `${atOnce} runs at once`;
  const message = `${who} may take ${formatBytes(peak * atOnce)} of memory (${atOnce === 1 ? '' : 'each: '}${describe(settings, memory)}), but this machine has ${formatBytes(memoryBytes)}`;
  return [
    { path, message, hint: fitting > 0 ? `Run fewer at once: \`--jobs ${fitting}\`.` : hint },
  ];
}

/** Finds runs whose checkpoints can be written, but are too large to be read. */
export function warnAboutCheckpoints(
  settings: RunSettings,
  facts: DatasetFacts,
): SettingsProblem[] {
  const memory = estimateMemory(settings, facts);
  const { checkpointBytes } = memory;
  if (checkpointBytes <= largestBytes) return [];
  const { path, hint } = blame(memory);
  const message = `a checkpoint takes ${formatBytes(checkpointBytes)}, and at most ${formatBytes(largestBytes)} can be read: a run that is interrupted begins anew`;
  return [{ path, message, hint }];
}

/** What takes most of it: the largest layer, or the examples that go through at once. */
function blame({ layers, stateBytes, activationBytes }: RunMemory) {
  const largest = findLargest(layers);
  if (largest === undefined || activationBytes > stateBytes) {
    return { path: ['batchSize'], hint: 'Make the batches smaller, or the layers narrower.' };
  }
  return { path: largest.path, hint: narrower(largest) };
}

function describe({ optimizer, batchSize }: RunSettings, memory: RunMemory): string {
  const { layers, parameterCount, stateBytes, activationBytes } = memory;
  const largest = findLargest(layers);
  const most =
    largest === undefined || layers.length === 1
      ? ''
      : `, ${count(largest.parameterCount)} of them in "${largest.name}"`;
  return [
    `${count(parameterCount)} parameters${most}`,
    `${formatBytes(stateBytes)} with gradients and the state of ${optimizer.type}`,
    `${formatBytes(activationBytes)} for what layers make of batches of ${count(batchSize)}`,
  ].join('; ');
}

function findLargest(layers: readonly WeightedLayer[]): WeightedLayer | undefined {
  return layers.reduce<WeightedLayer | undefined>(
    (most, layer) => (layer.parameterCount > (most?.parameterCount ?? 0) ? layer : most),
    undefined,
  );
}

const narrower = ({ name }: WeightedLayer): string =>
  `Make "${name}" narrower, or what comes before it.`;
