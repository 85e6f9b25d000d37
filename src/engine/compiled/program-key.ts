import type { Optimizer } from '../../optimizers/optimizer';
import type { ExecutionPlan } from '../../plan/execution-plan';
import { formatStableJson } from '../../util/stable-json';
import type { TrainingTask } from '../engine';
import { describeUpdate } from '../tracing/graph/describe-update';
import { isSameBatch } from './compiled-batch';

/**
 * All that the graph of a run hangs on: runs of equal keys can have one program, one after the other.
 * What does not matter to it is taken out of the settings by name, so that a new setting counts until it
 * is known not to. Seed, learning rate, what follows from it, and the numbers of a run (`run-numbers.ts`)
 * are inputs of the graph, and weights are written into it whatever they were drawn by.
 */
export function programKey(
  task: TrainingTask,
  optimizer: Optimizer,
  execution: ExecutionPlan,
): string {
  const { settings, dataset } = task;
  const { inputShape, classNames, targets, scale, offset, train } = dataset;
  const classCount = targets === undefined ? classNames.length : undefined;
  const targetCount = targets?.names.length;
  const { clipNorm, clipValue } = settings.optimizer;
  const irrelevant = {
    ...{ dataset: null, steps: null, stepsPerEpoch: null, schedule: null, earlyStopping: null },
    ...{ logEvery: null, evaluateEvery: null, checkpointEvery: null, evaluate: null },
    ...{ summaries: null, threads: null, augment: null, optimizer: null },
  };
  return formatStableJson({
    settings: { ...settings, ...irrelevant, model: describeModel(settings.model) },
    optimizer: describeUpdate(optimizer),
    clipping: [clipNorm !== undefined, clipValue !== undefined],
    data: { inputShape, classCount, targetCount, scale, offset, count: train.count },
    type: train.inputs.constructor.name,
    isSameBatch: isSameBatch(task),
    execution: { ...execution, threadUse: null },
  });
}

/**
 * A model without what initial weights are drawn by, and with only whether there is L2 and dropout in
 * place of how much.
 */
function describeModel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(describeModel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      if (/initializer$/i.test(key)) return [];
      if (fedSettings.has(key) && typeof inner === 'number') return [[key, inner > 0]];
      return [[key, describeModel(inner)]];
    }),
  );
}

/** Numbers that are inputs of the graph: L2 factors, and shares that dropout removes. */
const fedSettings = new Set(['l2', 'dropout', 'rate']);
