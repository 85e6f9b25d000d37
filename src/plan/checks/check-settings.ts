import type { DatasetFacts } from '../../datasets/dataset-facts';
import { lossOf } from '../../losses/registry';
import { denseNetworkHint, planDenseNetwork } from '../network/dense-network';
import { memorySettings } from '../network/run-memory';
import type { RunSettings } from '../run-config';
import type { SettingsProblem } from '../settings-problem';
import { listOwnCode } from '../trials/list-own-code';
import { checkAugment } from './check-augment';
import { checkInitializers } from './check-initializers';
import { checkLayers } from './check-layers';
import { checkTensors } from './check-memory';
import { checkPrecision } from './check-precision';
import { type Doubts, isDecided } from './doubts';

/** A check, with the settings that it looks at. */
interface SettingsCheck {
  readonly needs: readonly string[];
  readonly check: (settings: RunSettings, facts: DatasetFacts) => SettingsProblem[];
}

const layerSettings = ['model.type', 'model.layers', 'model.filters', 'dataset'];

const checks: readonly SettingsCheck[] = [
  { needs: ['dataset'], check: (_, facts) => checkClasses(facts) },
  { needs: ['batchSize', 'dataset'], check: checkBatches },
  { needs: ['augment', 'dataset'], check: checkAugment },
  { needs: ['loss', 'dataset'], check: checkLoss },
  { needs: ['schedule', 'steps'], check: checkSchedule },
  { needs: ['steps'], check: checkSteps },
  { needs: layerSettings, check: checkLayers },
  { needs: ['model', 'loss', 'dataset'], check: checkInitializers },
  { needs: ['engine', ...layerSettings, 'model.dropout'], check: checkEngine },
  { needs: ['engine', 'precision'], check: checkPrecision },
  { needs: memorySettings, check: checkTensors },
];

/**
 * Checks what only shows when settings meet each other and the data.
 *
 * @param doubts settings that nothing can be said of.
 */
export function checkSettings(
  settings: RunSettings,
  facts: DatasetFacts,
  doubts: Doubts = [],
): SettingsProblem[] {
  return checks
    .filter(({ needs }) => isDecided(needs, doubts))
    .flatMap(({ check }) => check(settings, facts));
}

function checkClasses({ classCount, targets }: DatasetFacts): SettingsProblem[] {
  if (classCount >= 2 || targets !== undefined) return [];
  return [{ path: ['dataset'], message: `the data has ${classCount} class, two are needed` }];
}

/** Beyond this, a run would not end. */
const maxSteps = 100_000_000;

function checkSteps({ steps }: RunSettings): SettingsProblem[] {
  if (steps <= maxSteps) return [];
  const message = `\`epochs\` makes ${steps} steps, more than ${maxSteps}`;
  return [{ path: ['epochs'], message }];
}

function checkBatches({ batchSize }: RunSettings, { trainCount }: DatasetFacts): SettingsProblem[] {
  if (batchSize <= trainCount) return [];
  const message = `\`batchSize\` is ${batchSize}, but there are ${trainCount} training examples`;
  return [{ path: ['batchSize'], message, hint: 'Use `batchSize: full` for all of them.' }];
}

function checkLoss(
  { loss, dataset }: RunSettings,
  { classCount, targets }: DatasetFacts,
): SettingsProblem[] {
  const kind = lossOf(loss);
  const path = ['loss'];
  if (targets !== undefined) {
    if (kind.labels === 'targets') return [];
    const message = `${loss.type} tells classes apart, but ${dataset.name} has numbers to predict`;
    return [{ path, message, hint: 'Write `loss: meanSquaredError`, or huber.' }];
  }
  if (kind.labels === 'targets') {
    const message = `${loss.type} predicts numbers, but ${dataset.name} has ${classCount} classes`;
    return [{ path, message, hint: 'Write `loss: softmaxCrossEntropy`.' }];
  }
  if (kind.classes === 'any' || classCount === 2) return [];
  return [
    {
      path,
      message: `${loss.type} takes two classes, but the data has ${classCount}`,
      hint: 'Choose two with `dataset.classes`, or use softmaxCrossEntropy.',
    },
  ];
}

function checkSchedule({ schedule, steps }: RunSettings): SettingsProblem[] {
  if (schedule.warmupSteps < steps || schedule.warmupSteps === 0) return [];
  const { warmupSteps } = schedule;
  const message = `\`schedule.warmupSteps\` is ${warmupSteps}, but the run has ${steps} steps`;
  const hint = 'Warm up over a part of the run only.';
  return [{ path: ['schedule', 'warmupSteps'], message, hint }];
}

function checkEngine(settings: RunSettings, { inputShape }: DatasetFacts): SettingsProblem[] {
  const { engine, model } = settings;
  if (engine !== 'reference') return [];
  const [own] = Object.keys(listOwnCode(settings) ?? {});
  if (own !== undefined) {
    const message = `the reference engine does not know own code (${own})`;
    return [{ path: ['engine'], message, hint: 'Use `engine: compiled` or `engine: eager`.' }];
  }
  const planning = planDenseNetwork(model, inputShape);
  if (planning.ok) return [];
  const { name, type } = planning.layer;
  const message = `the reference engine can't train the layer "${name}" (${type})`;
  return [{ path: ['engine'], message, hint: denseNetworkHint }];
}
