import path from 'node:path';
import { type DatasetSources, resolveDatasetSources } from '../datasets/dataset-sources';
import { DatasetChooser } from '../datasets/search/dataset-chooser';
import { loadOwnCode } from '../own-code/load-own-code';
import type { Machine } from '../plan/checks/check-memory';
import type { ExperimentPlan } from '../plan/plan-experiment';
import { planSpec } from '../plan/plan-spec';
import { findInitialModel } from '../records/find-initial-model';
import { engineNames } from '../spec/experiment-schema';
import { explainAbsence } from '../spec/mistakes/absences';
import { askMeant } from '../spec/mistakes/nearest-name';
import type { SpecProblem } from '../spec/spec-problem';
import { availableCores } from '../util/process/available-cores';
import { cpuFeatures } from '../util/process/cpu-features';
import { machineMemory } from '../util/process/machine-memory';
import { defaultResultsFolder } from './options/results-options';
import type { SpecOptions } from './options/spec-options';
import { openDownloadView } from './output/download-view';
import { printNote } from './output/print';
import { readSpec } from './read-spec';

/** The plans of some specs, with where their data come from. */
export interface LoadedPlans {
  readonly plans: readonly ExperimentPlan[];
  readonly problems: readonly SpecProblem[];
  /** What works, but is probably not meant. */
  readonly warnings: readonly SpecProblem[];
  readonly sources: DatasetSources;
}

/** How specs are checked. */
interface LoadOptions {
  /** Where runs are that others start from. */
  readonly resultsDir?: string | undefined;
  readonly jobs?: number | undefined;
  /** Whether other machines will execute the runs: what this one has then says nothing. */
  readonly isForOthers?: boolean;
}

/**
 * Reads, checks and plans every spec; problems of all of them are gathered. Data sets are looked
 * for, and downloaded where that is allowed and the spec has no mistake so far.
 */
export async function loadPlans(options: SpecOptions & LoadOptions): Promise<LoadedPlans> {
  const view = openDownloadView();
  const { dataDir, download, limit, threads } = options;
  const sources = resolveDatasetSources({ dataDir, download, onProgress: view.show });
  const data = new DatasetChooser(sources, printNote);
  const engine = engineNames.find((known) => known === options.engine);
  const machine = options.isForOthers === true ? undefined : describeMachine(options.jobs);
  const plans: ExperimentPlan[] = [];
  const problems: SpecProblem[] = checkEngineOption(options.engine);
  const warnings: SpecProblem[] = [];
  try {
    for (const file of options.spec) {
      const reading = readSpec(file);
      if (!reading.ok) {
        problems.push(reading.problem);
        continue;
      }
      const folder = path.dirname(path.resolve(file));
      const given = { overrides: options.set, limit, engine, threads, machine };
      const planning = await planSpec(reading.text, file, {
        ...given,
        data: data.startingFrom(folder),
        loadOwnCode: (reference) => loadOwnCode(reference, folder),
        findInitialModel: (from) =>
          findInitialModel(from, [folder, options.resultsDir ?? defaultResultsFolder]),
      });
      if (planning.ok) {
        plans.push(planning.plan);
        warnings.push(...planning.warnings);
      } else {
        problems.push(...planning.problems);
      }
    }
  } finally {
    view.close();
  }
  return { plans, problems, warnings, sources };
}

function describeMachine(jobs = availableCores()): Machine {
  return { memoryBytes: machineMemory(), jobs, cpuFeatures: cpuFeatures() };
}

function checkEngineOption(name: string | undefined): SpecProblem[] {
  if (name === undefined || engineNames.some((known) => known === name)) return [];
  const hint =
    askMeant(name, engineNames) ?? explainAbsence(name) ?? `Engines: ${engineNames.join(', ')}.`;
  return [{ source: `--engine ${name}`, message: 'there is no such engine', hint }];
}
