import type { DatasetFacts } from '../../datasets/dataset-facts';
import { datasetOf } from '../../datasets/registry';
import { layerKindOf } from '../../layers/registry';
import { optimizerOf } from '../../optimizers/registry';
import { scheduleOf } from '../../schedules/registry';
import type { ExperimentSpec } from '../../spec/experiment-schema';
import { goalOf, type RankingMetric } from '../../spec/metric-schema';
import { planHiddenLayers } from '../network/layer-plan';
import type { RunSettings } from '../run-config';
import type { SettingsProblem } from '../settings-problem';
import { listRungs } from './check-policies';

/** Finds what works, but is probably not meant. */
export function warnAboutSettings(settings: RunSettings, facts: DatasetFacts): SettingsProblem[] {
  return [
    ...warnAboutIntervals(settings),
    ...warnAboutSplits(settings, facts),
    ...warnAboutLearningRate(settings),
    ...warnAboutSchedule(settings),
    ...warnAboutPatience(settings),
    ...warnAboutLayers(settings, facts),
  ];
}

/** Finds a metric that is ranked the wrong way round. */
export function warnAboutGoal({ name, goal }: RankingMetric): SettingsProblem[] {
  if (goal === goalOf(name)) return [];
  const message = `\`metric\` says ${goal} ${name}: the worst trial ranks first`;
  return [{ path: ['metric', 'goal'], message, hint: `Leave out \`goal\` for ${goalOf(name)}.` }];
}

/** Finds a halving that never comes, in runs of so many steps. */
export function warnAboutHalving(spec: ExperimentSpec, steps: number): SettingsProblem[] {
  if (spec.halving === undefined || listRungs(spec, steps).length > 0) return [];
  const message = `\`halving.firstRung\` is ${spec.halving.firstRung}, but the runs have ${steps} steps`;
  const hint = 'All trials go on to the end.';
  return [{ path: ['halving', 'firstRung'], message, hint }];
}

function warnAboutIntervals(settings: RunSettings): SettingsProblem[] {
  const { steps, evaluateEvery, checkpointEvery } = settings;
  return (
    (['logEvery', 'evaluateEvery', 'checkpointEvery'] as const)
      .filter((key) => settings[key] > steps)
      // Checkpoints go with evaluations unless told otherwise; one warning is enough.
      .filter((key) => key !== 'checkpointEvery' || checkpointEvery !== evaluateEvery)
      .map((key) => ({
        path: [key],
        message: `\`${key}\` is ${settings[key]}, more than the ${steps} steps of the run`,
        hint: 'It happens at the end of the run only.',
      }))
  );
}

function warnAboutSplits(
  { dataset }: RunSettings,
  { trainCount, validationCount }: DatasetFacts,
): SettingsProblem[] {
  // What is made for validation costs the training split nothing.
  if (validationCount < trainCount || datasetOf(dataset).makesValidation) return [];
  const message = `there are ${validationCount} validation examples, but ${trainCount} to train on`;
  return [{ path: ['dataset'], message }];
}

function warnAboutLearningRate({ optimizer }: RunSettings): SettingsProblem[] {
  const { type, learningRate } = optimizer;
  const { dividesBySize } = optimizerOf(optimizer);
  if (learningRate < (dividesBySize ? 1 : 100)) return [];
  const message = dividesBySize
    ? `\`learningRate\` is ${learningRate}: ${type} moves every weight by about as much in each step`
    : `\`learningRate\` is ${learningRate}, at which most networks diverge`;
  const hint = `Usual values lie between ${dividesBySize ? '1e-4 and 1e-2' : '1e-3 and 1'}.`;
  return [{ path: ['optimizer', 'learningRate'], message, hint }];
}

function warnAboutSchedule({ schedule, steps }: RunSettings): SettingsProblem[] {
  const settings: Readonly<Record<string, unknown>> = schedule;
  const idle = scheduleOf(schedule).idleSetting?.(settings, steps);
  if (idle === undefined) return [];
  const message = `\`schedule.${idle}\` is ${settings[idle]}, but the run has ${steps} steps`;
  return [{ path: ['schedule', idle], message, hint: 'The learning rate never drops.' }];
}

function warnAboutLayers(settings: RunSettings, facts: DatasetFacts): SettingsProblem[] {
  const { model, steps, batchSize } = settings;
  return planHiddenLayers(model, facts.inputShape).flatMap(({ layer, path, inputShape }) => {
    const run = { steps, batchSize, inputShape };
    const oddities = layerKindOf(layer).findOddities?.(layer, run) ?? [];
    return oddities.map(({ setting, message, hint }) => ({
      path: setting === undefined ? path : [...path, setting],
      message,
      hint,
    }));
  });
}

/** The first evaluation is always the best so far, and nothing is early at the last one. */
function warnAboutPatience({
  earlyStopping,
  steps,
  evaluateEvery,
}: RunSettings): SettingsProblem[] {
  const evaluations = Math.ceil(steps / evaluateEvery);
  if (earlyStopping === undefined || earlyStopping.patience < evaluations - 1) return [];
  const { patience } = earlyStopping;
  const plural = evaluations === 1 ? 'evaluation' : 'evaluations';
  const message = `\`earlyStopping.patience\` is ${patience}, but the run has ${evaluations} ${plural}`;
  return [{ path: ['earlyStopping', 'patience'], message, hint: 'It never ends a run early.' }];
}
