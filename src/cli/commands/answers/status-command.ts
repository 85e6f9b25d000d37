import path from 'node:path';
import { findExperiment, listExperiments } from '../../../analysis/results/find-results';
import { readPlan } from '../../../analysis/results/read-results';
import { type QueuedSubmission, readQueue } from '../../../launch/submit/read-queue';
import type { ExperimentPlan } from '../../../plan/plan-experiment';
import { ExperimentDirectory } from '../../../records/experiment-directory';
import { commandFor } from '../../../util/process/command-for';
import { UserError } from '../../../util/user-error';
import {
  type ExperimentStanding,
  type FolderStanding,
  findStanding,
  summariseStanding,
} from '../../answers/find-standing';
import { formatQueue, type SubmissionStanding, summariseQueue } from '../../answers/format-queue';
import { formatCounts, formatStanding } from '../../answers/format-standing';
import { exitCodes } from '../../exit-codes';
import { loadPlans } from '../../load-plans';
import { defineCommand } from '../../options/define-command';
import { argumentList, switchOption } from '../../options/option-kinds';
import type { OutputFormat } from '../../options/output-format';
import { chooseFormat, formatOptions } from '../../options/output-format';
import { resultsOptions } from '../../options/results-options';
import type { PlanningOptions } from '../../options/spec-options';
import { planningOptions } from '../../options/spec-options';
import { resultColors as colors } from '../../output/colors';
import { print, printAnswer, printError, printNote } from '../../output/print';
import { watchText } from '../../output/watch-view';
import { reportProblems } from '../../report-problems';

/** `ablate status [EXPERIMENT...]` */
export const statusCommand = defineCommand({
  arguments: {
    experiment: argumentList(
      'Names or results folders, by the plan that was run; specs, by what they say now; all experiments without any',
    ),
  },
  options: {
    ...resultsOptions(),
    ...planningOptions,
    ...formatOptions('experiments'),
    watch: switchOption('Show it again every few seconds, until nothing runs or waits in a queue'),
  },
  run: (options) => showStatus({ ...options, format: chooseFormat(options) }),
});

/** What `ablate status` is told. */
export interface StatusOptions extends PlanningOptions {
  readonly experiment: readonly string[];
  readonly resultsDir: string;
  readonly format: OutputFormat;
  readonly watch?: boolean;
}

/** How an experiment stands, with what schedulers have of it. */
type SubmittedStanding = FolderStanding & { readonly queue: readonly QueuedSubmission[] };

/** What programs get: every run, what is complete too. */
interface StatusAnswer {
  readonly experiments: readonly (ExperimentStanding & {
    readonly submitted: readonly SubmissionStanding[];
  })[];
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
  const read = (): Standings => readStandings(names, (name) => plans[specs.indexOf(name)], options);
  if (options.watch === true && format === 'table') {
    await watchText(() => {
      const { all } = read();
      return { text: formatAll(all), isOver: !all.some(isMoving) };
    });
    return exitCodes.ok;
  }
  const { all, unreadable } = read();
  if (format === 'json') {
    const experiments = all.map((standing) => ({
      ...summariseStanding(standing),
      submitted: summariseQueue(standing.queue),
    }));
    printAnswer<StatusAnswer>('status', { experiments, unreadable });
  } else if (all.length > 0) {
    print(formatAll(all));
  }
  return unreadable.length > 0 ? exitCodes.failed : exitCodes.ok;
}

interface Standings {
  readonly all: readonly SubmittedStanding[];
  readonly unreadable: StatusAnswer['unreadable'];
}

/** Looks at experiments, those of specs by what they plan now. */
function readStandings(
  names: readonly string[],
  planOf: (name: string) => ExperimentPlan | undefined,
  { experiment, resultsDir }: StatusOptions,
): Standings {
  const unreadable: { experiment: string; message: string }[] = [];
  const all: SubmittedStanding[] = [];
  for (const name of names) {
    const plan = planOf(name);
    if (plan !== undefined) {
      all.push(addQueue(findStanding(plan, directoryOf(plan, resultsDir))));
      continue;
    }
    try {
      const directory = findExperiment(name, resultsDir);
      all.push(addQueue(findStanding(readPlan(directory), directory)));
    } catch (error) {
      // One that can't be read says nothing against the others, unless it was asked for.
      if (experiment.length > 0 || !(error instanceof UserError)) throw error;
      printError(error);
      unreadable.push({ experiment: name, message: error.message });
    }
  }
  return { all, unreadable };
}

/** Where nothing is left to do, a scheduler that does not answer keeps nothing from anyone. */
function addQueue(standing: FolderStanding): SubmittedStanding {
  const isOpen = standing.runs.some(({ state }) => state !== 'completed' && state !== 'diverged');
  const queue = readQueue(standing.directory);
  return { ...standing, queue: queue.filter(({ fault }) => isOpen || fault === undefined) };
}

/** Whether something runs or waits to. */
function isMoving({ runs, queue }: SubmittedStanding): boolean {
  const isQueued = queue.some(({ workers, collector }) => workers.length > 0 || collector);
  return isQueued || runs.some(({ state }) => state === 'running');
}

function isSpec(name: string): boolean {
  return /\.ya?ml$/i.test(name);
}

function directoryOf(plan: ExperimentPlan, resultsDir: string): ExperimentDirectory {
  return new ExperimentDirectory(path.join(resultsDir, plan.experiment));
}

function formatAll(all: readonly SubmittedStanding[]): string {
  return all.map(formatExperiment).join('\n\n');
}

function formatExperiment(standing: SubmittedStanding): string {
  const { plan, note, runs, queue } = standing;
  const size = runs.length === 1 ? '1 run' : `${runs.length} runs`;
  const title = `${colors.bold(plan.experiment)}: ${size}: ${formatCounts(runs)}`;
  const said = note === undefined ? [] : [`  ${note.replaceAll('\n', '\n  ')}`];
  return [title, ...said, ...formatQueue(queue), ...formatStanding(standing)].join('\n');
}
