import type { DatasetFacts } from '../../datasets/dataset-facts';
import { digitNames } from '../../datasets/images/class-names';
import { countClasses, type DatasetSpec } from '../../datasets/registry';
import type { ChosenDataset, DatasetChoice } from '../../datasets/search/dataset-choice';
import { type Doubts, isDecided } from '../checks/doubts';
import type { InitialModel, InitialModelLookup } from '../initial-weights';
import { resolveDoubts, resolveSettings, type SettingsOverrides } from '../resolve-settings';
import type { RunData, RunSettings } from '../run-config';
import type { SettingsProblem } from '../settings-problem';
import type { Trial } from './expand-trials';

/** What resolving a trial needs besides the trial. */
export interface TrialOptions extends SettingsOverrides {
  /** Chooses among the candidates of a trial. */
  readonly datasetOf: (settings: Trial['settings']) => DatasetChoice;
  /** Finds models to start from; without it none is looked for. */
  readonly findInitialModel?: InitialModelLookup | undefined;
}

/** A trial with its settings resolved by its data. */
export interface ResolvedTrial {
  readonly trial: Trial;
  readonly settings: RunSettings;
  readonly facts: DatasetFacts;
  /** What is recorded of its data, where these are files of the user. */
  readonly data?: RunData;
  /** The model that its weights start from, or why there is none. */
  readonly start?: InitialModel;
  readonly startRefusal?: SettingsProblem;
  /** Settings that nothing can be said of. */
  readonly doubts: Doubts;
  /** Why it has no data, where it was looked for some in vain. */
  readonly refusal?: SettingsProblem;
}

/** Resolves a trial; without data, what depends on them is in doubt. */
export function resolveTrial(trial: Trial, options: TrialOptions): ResolvedTrial {
  const choice = isDecided(['dataset'], trial.doubtful)
    ? options.datasetOf(trial.settings)
    : undefined;
  if (choice !== undefined && 'facts' in choice) {
    return resolve(trial, choice, trial.doubtful, options);
  }
  const unknown = anyDataset(trial.settings.dataset);
  const resolved = resolve(trial, unknown, [...trial.doubtful, ['dataset']], options);
  if (choice === undefined) return resolved;
  const { path, message, hint } = choice;
  const refusal = { path: ['dataset', ...path], message, hint };
  return { ...resolved, refusal };
}

function resolve(
  trial: Trial,
  { dataset, facts, files = {} }: ChosenDataset,
  doubts: Doubts,
  options: TrialOptions,
): ResolvedTrial {
  const { init } = trial.settings;
  const found = init && options.findInitialModel?.(init.from);
  const start = found !== undefined && 'pin' in found ? found : undefined;
  const pinned = start && { ...init, from: start.pin };
  const written = { ...trial.settings, ...(pinned && { init: pinned }) };
  const settings = resolveSettings(written, dataset, facts, options);
  return {
    trial,
    settings,
    ...(start && { start }),
    ...(found !== undefined &&
      'message' in found && { startRefusal: { path: ['init', 'from'], ...found } }),
    facts,
    ...(countClasses(dataset) === undefined && { data: { files, facts } }),
    doubts: resolveDoubts(trial.settings, doubts),
  };
}

/** Stands in for data that are not known; nothing that depends on them is checked. */
function anyDataset(candidates: Trial['settings']['dataset']): ChosenDataset {
  const [dataset = candidates] = Array.isArray(candidates) ? candidates : [candidates];
  const counts = { trainCount: 55_000, validationCount: 5000, testCount: 10_000 };
  return {
    dataset: dataset as DatasetSpec,
    facts: { inputShape: [28, 28, 1], classCount: 10, classNames: digitNames, ...counts },
  };
}
