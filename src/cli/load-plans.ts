import { type DatasetSources, resolveDatasetSources } from '../datasets/dataset-sources';
import { datasetFacts, findDataset } from '../datasets/registry';
import { expandTrials, type Trial } from '../plan/expand-trials';
import { type ChosenDataset, type ExperimentPlan, planExperiment } from '../plan/plan-experiment';
import type { DatasetSpec } from '../spec/dataset-schema';
import { type EngineName, engineNames } from '../spec/experiment-schema';
import { nearestName } from '../spec/nearest-name';
import { parseExperiment } from '../spec/parse-experiment';
import type { SpecProblem } from '../spec/spec-problem';
import { formatStableJson } from '../util/stable-json';
import { UserError } from '../util/user-error';
import { openDownloadView } from './download-view';
import { printNote } from './print';
import { readSpec } from './read-spec';
import type { SpecOptions } from './spec-options';

/** The plans of some specs, with where their data come from. */
export interface LoadedPlans {
  readonly plans: readonly ExperimentPlan[];
  readonly problems: readonly SpecProblem[];
  /** What works, but is probably not meant. */
  readonly warnings: readonly SpecProblem[];
  readonly sources: DatasetSources;
}

/**
 * Reads, checks and plans every spec; problems of all of them are gathered. Data sets are looked
 * for, and downloaded where that is allowed.
 *
 * @throws UserError where a file can't be read or no candidate of a data set can be had.
 */
export async function loadPlans(options: SpecOptions): Promise<LoadedPlans> {
  const view = openDownloadView();
  const { dataDir, download } = options;
  const sources = resolveDatasetSources({ dataDir, download, onProgress: view.show });
  const chooser = new DatasetChooser(sources);
  const engine = options.engine === undefined ? undefined : parseEngine(options.engine);
  const plans: ExperimentPlan[] = [];
  const problems: SpecProblem[] = [];
  const warnings: SpecProblem[] = [];
  try {
    for (const file of options.spec) {
      const parsing = parseExperiment(readSpec(file), file, options.set ?? []);
      if (!parsing.ok) {
        problems.push(...parsing.problems);
        continue;
      }
      const { spec, source } = parsing;
      const expansion = expandTrials(spec, source, options.limit);
      if (!expansion.ok) {
        problems.push(...expansion.problems);
        continue;
      }
      for (const { settings } of expansion.trials) await chooser.choose(settings.dataset, file);
      const datasetOf = ({ dataset }: Trial['settings']) => chooser.chosen(dataset);
      const planning = planExperiment(spec, source, expansion.trials, { datasetOf, engine });
      if (!planning.ok) {
        problems.push(...planning.problems);
        continue;
      }
      plans.push(planning.plan);
      warnings.push(...planning.warnings);
    }
  } finally {
    view.close();
  }
  return { plans, problems, warnings, sources };
}

function parseEngine(name: string): EngineName {
  const engine = engineNames.find((known) => known === name);
  if (engine !== undefined) return engine;
  const near = nearestName(name, engineNames);
  throw new UserError(`There is no engine "${name}"`, {
    hint: near === undefined ? `Engines: ${engineNames.join(', ')}.` : `Did you mean "${near}"?`,
  });
}

/** Takes the first data set of a list that can be had, and remembers its choice. */
class DatasetChooser {
  private readonly choices = new Map<string, ChosenDataset>();

  constructor(private readonly sources: DatasetSources) {}

  /** @param file the spec, which is named where none can be had. */
  async choose(candidates: DatasetSpec | readonly DatasetSpec[], file: string): Promise<void> {
    const key = formatStableJson(candidates);
    if (this.choices.has(key)) return;
    const list: readonly DatasetSpec[] = Array.isArray(candidates) ? candidates : [candidates];
    const reasons: string[] = [];
    let hint: string | undefined;
    for (const dataset of list) {
      const availability = await findDataset(dataset, this.sources);
      if (availability.available) {
        if (reasons.length > 0) printNote(`${reasons.join('\n')}\nUsing ${dataset.name} instead.`);
        this.choices.set(key, { dataset, facts: datasetFacts(dataset, this.sources) });
        return;
      }
      reasons.push(availability.reason);
      hint ??= availability.hint;
    }
    throw new UserError(`${file}: ${reasons.join('\n')}`, hint === undefined ? {} : { hint });
  }

  chosen(candidates: DatasetSpec | readonly DatasetSpec[]): ChosenDataset {
    const choice = this.choices.get(formatStableJson(candidates));
    if (choice === undefined) throw new Error('The data set was not chosen before planning');
    return choice;
  }
}
