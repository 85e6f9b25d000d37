import path from 'node:path';
import { findExperiment, listExperiments } from '../../analysis/results/find-results';
import { readResults } from '../../analysis/results/read-results';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import { ExperimentDirectory } from '../../records/experiment-directory';
import { commandFor } from '../../util/process/command-for';
import { UserError } from '../../util/user-error';
import {
  type ExperimentStanding,
  type FolderStanding,
  findStanding,
  summariseStanding,
} from '../answers/find-standing';
import { formatCounts, formatStanding } from '../answers/format-standing';
import { exitCodes } from '../exit-codes';
import { loadPlans } from '../load-plans';
import { defineCommand } from '../options/define-command';
import { argumentList } from '../options/option-kinds';
import type { OutputFormat } from '../options/output-format';
import { chooseFormat, formatOptions } from '../options/output-format';
import { resultsOptions } from '../options/results-options';
import type { PlanningOptions } from '../options/spec-options';
import { planningOptions } from '../options/spec-options';
import { resultColors as colors } from '../output/colors';
import { print, printAnswer, printError, printNote } from '../output/print';
import { reportProblems } from '../report-problems';

/** `ablate status [EXPERIMENT...]` */
export const statusCommand = defineCommand({
  arguments: {
    experiment: argumentList(
      'Names or results folders, by the plan that was run; specs, by what they say now; all experiments without any',
    ),
  },
  options: { ...resultsOptions(), ...planningOptions, ...formatOptions('experiments') },
  run: (options) => showStatus({ ...options, format: chooseFormat(options) }),
});

/** What `ablate status` is told. */
export interface StatusOptions extends PlanningOptions {
  readonly experiment: readonly string[];
  readonly resultsDir: string;
  readonly format: OutputFormat;
}

/** What programs get: every run, what is complete too. */
interface StatusAnswer {
  readonly experiments: readonly ExperimentStanding[];
  /** Experiments whose plan can't be read. */
  readonly unreadable: readonly { readonly experiment: string; readonly message: string }[];
}

/** Shows how experiments stand, a spec by what it plans now; returns the exit code. */
export async function showStatus(options: StatusOptions): Promise<number> {
  const { experiment, resultsDir, format } = options;
  const names = experiment.length > 0 ? experiment : listExperiments(resultsDir);
  if (names.length === 0) {
    printNote(`There are no results in ${resultsDir}.`);
    printNote(
      `  Run a spec, or say where results are with --results-dir: ${commandFor('run')} SPEC`,
    );
  }
  const specs = names.filter(isSpec);
  const { plans, problems } = await loadPlans({ ...options, spec: specs });
  if (problems.length > 0) {
    reportProblems(problems, format);
    return exitCodes.usage;
  }
  const unreadable: { experiment: string; message: string }[] = [];
  const all: FolderStanding[] = [];
  for (const name of names) {
    const plan = plans[specs.indexOf(name)];
    if (plan !== undefined) {
      all.push(findStanding(plan, directoryOf(plan, resultsDir)));
      continue;
    }
    try {
      const results = readResults(findExperiment(name, resultsDir));
      all.push(findStanding(results.plan, results.directory));
    } catch (error) {
      // One that can't be read says nothing against the others, unless it was asked for.
      if (experiment.length > 0 || !(error instanceof UserError)) throw error;
      printError(error);
      unreadable.push({ experiment: name, message: error.message });
    }
  }
  if (format === 'json') {
    printAnswer<StatusAnswer>('status', { experiments: all.map(summariseStanding), unreadable });
  } else if (all.length > 0) {
    print(all.map(formatExperiment).join('\n\n'));
  }
  return unreadable.length > 0 ? exitCodes.failed : exitCodes.ok;
}

function isSpec(name: string): boolean {
  return /\.ya?ml$/i.test(name);
}

function directoryOf(plan: ExperimentPlan, resultsDir: string): ExperimentDirectory {
  return new ExperimentDirectory(path.join(resultsDir, plan.experiment));
}

function formatExperiment(standing: FolderStanding): string {
  const { plan, runs } = standing;
  const size = runs.length === 1 ? '1 run' : `${runs.length} runs`;
  const title = `${colors.bold(plan.experiment)}: ${size}: ${formatCounts(runs)}`;
  return [title, ...formatStanding(standing)].join('\n');
}
