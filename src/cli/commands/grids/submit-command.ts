import { resumeStages } from '../../../analysis/stages/resume-stages';
import type { DatasetSources } from '../../../datasets/dataset-sources';
import type { ContainerRequest, Scheduler } from '../../../launch/submit/scheduler';
import { type SchedulerName, schedulerNames, schedulers } from '../../../launch/submit/schedulers';
import { submitGrid } from '../../../launch/submit/submit-grid';
import type { ExperimentPlan } from '../../../plan/plan-experiment';
import { commandFor } from '../../../util/process/command-for';
import { viewStanding } from '../../answers/find-standing';
import { exitCodes } from '../../exit-codes';
import { checkVolume, noteUnseenData } from '../../experiments/check-volume';
import {
  describeAdoption,
  describeReplacement,
  guardResults,
} from '../../experiments/guard-results';
import { noteWaiting } from '../../experiments/note-waiting';
import { planWorkers } from '../../experiments/plan-workers';
import { directoryOf } from '../../experiments/run-experiment';
import { checkNamesDiffer } from '../../experiments/run-experiments';
import { loadPlans } from '../../load-plans';
import { containerOptions, readContainer } from '../../options/container-options';
import { defineCommand } from '../../options/define-command';
import { durationOption } from '../../options/duration-option';
import type { OptionValues } from '../../options/option';
import { choiceOption, countOption, switchOption, withDefault } from '../../options/option-kinds';
import { chooseFormat, formatOptions, type OutputFormat } from '../../options/output-format';
import { replaceOption, resultsOptions } from '../../options/results-options';
import { planningOptions, type SpecOptions, specArguments } from '../../options/spec-options';
import { UsageError } from '../../options/usage-error';
import { print, printAnswer, printNote } from '../../output/print';
import { showPath } from '../../output/show-path';
import { reportProblems, reportWarnings } from '../../report-problems';

/** `ablate submit SPEC... --to SCHEDULER` */
export const submitCommand = defineCommand({
  arguments: specArguments,
  options: {
    to: choiceOption('What schedules the machines', schedulerNames),
    workers: countOption('Workers, each of which takes run after run (default: up to 20)', {
      min: 1,
    }),
    time: durationOption(
      'How long a worker may take: 55m, 2h; what is left then goes on by itself (default: as the scheduler allows)',
    ),
    cpus: withDefault(2, countOption('Processors of each worker', { min: 1 })),
    ...containerOptions,
    'dry-run': switchOption('Print what would be handed to the scheduler, and change nothing'),
    ...resultsOptions('Folder that results go to; all machines have to see it'),
    ...formatOptions('submitted, manifests'),
    ...planningOptions,
    replace: replaceOption,
  },
  examples: [
    'submit my-grid.yaml --to slurm --workers 8 --time 2h',
    'submit my-grid.yaml --to slurm -- --partition=short --account=vision',
    'submit my-grid.yaml --to kubernetes --image registry/ablate:1 --volume results:/data --results-dir /data/results',
  ],
  run: (options) => submitExperiments({ ...options, format: chooseFormat(options) }),
});

/** What `ablate submit` is told. */
export interface SubmitOptions extends SpecOptions, OptionValues<typeof containerOptions> {
  readonly to: SchedulerName | undefined;
  readonly workers: number | undefined;
  /** Milliseconds. */
  readonly time: number | undefined;
  readonly cpus: number;
  readonly resultsDir: string;
  readonly replace: boolean;
  readonly dryRun: boolean;
  readonly passedOn: readonly string[];
  readonly format: OutputFormat;
}

/** What programs get. Experiments of which every run has its result are in neither. */
interface SubmitAnswer {
  readonly submitted: readonly {
    readonly experiment: string;
    readonly to: string;
    readonly job: string;
    /** The job behind it that ranks the trials, where there is one. */
    readonly collectJob: string | undefined;
    readonly workers: number;
    /** How many runs are missing. */
    readonly runs: number;
  }[];
  /** With `--dry-run`: what the scheduler would be handed. */
  readonly manifests: readonly { readonly experiment: string; readonly manifest: string }[];
}

/** What became of one experiment. */
type Outcome =
  | ({ readonly kind: 'submitted' } & SubmitAnswer['submitted'][number])
  | ({ readonly kind: 'planned' } & SubmitAnswer['manifests'][number])
  | { readonly kind: 'complete' };

/** Submits what is missing of experiments; returns the exit code. */
export async function submitExperiments(options: SubmitOptions): Promise<number> {
  if (options.to === undefined) {
    throw new UsageError('ablate submit: where to is missing', {
      hint: `Say what schedules the machines: --to ${schedulerNames.join(', --to ')}`,
    });
  }
  const scheduler = schedulers[options.to];
  const container = readContainer(options, scheduler.takesContainers);
  if (!options.dryRun) scheduler.check();
  const { plans, problems, warnings, sources } = await loadPlans({
    ...options,
    isForOthers: true,
  });
  reportWarnings(warnings);
  if (problems.length > 0) {
    reportProblems(problems, options.format);
    return exitCodes.usage;
  }
  checkNamesDiffer(plans);
  for (const plan of plans) checkVolume(plan, directoryOf(plan, options), container);
  noteUnseenData(sources, container);
  const outcomes: Outcome[] = [];
  for (const plan of plans) {
    outcomes.push(await submitExperiment(plan, sources, scheduler, { ...options, container }));
  }
  if (options.format === 'json') {
    printAnswer<SubmitAnswer>('submit', {
      submitted: outcomes.flatMap((one) => (one.kind === 'submitted' ? [withoutKind(one)] : [])),
      manifests: outcomes.flatMap((one) => (one.kind === 'planned' ? [withoutKind(one)] : [])),
    });
  }
  return exitCodes.ok;
}

function withoutKind<One extends Outcome>({ kind: _, ...content }: One): Omit<One, 'kind'> {
  return content;
}

async function submitExperiment(
  drafted: ExperimentPlan,
  sources: DatasetSources,
  scheduler: Scheduler,
  options: SubmitOptions & { readonly container: ContainerRequest | undefined },
): Promise<Outcome> {
  const directory = directoryOf(drafted, options);
  const reached = resumeStages(drafted, directory);
  const { plan } = reached;
  const { dryRun } = options;
  describeAdoption(drafted, plan).forEach(printNote);
  const survey = await guardResults(reached, directory, dryRun || options.replace);
  const place = showPath(directory.path);
  const { runs } = viewStanding(reached, survey, directory);
  const open = runs.filter(({ state, next }) => state === 'running' || next !== undefined);
  if (open.length === 0) {
    printNote(
      `${plan.experiment}: every run has its result already: ${commandFor('collect', place)}`,
    );
    return { kind: 'complete' };
  }
  const request = await planWorkers(plan, { ...options, directory, sources, open: open.length });
  if (dryRun) {
    const { experiment } = plan;
    const manifest = scheduler.format({ ...request, experiment, folder: directory.jobs }).trimEnd();
    if (options.format !== 'json') print(manifest);
    printNote('Nothing was changed. Without --dry-run the plan is written, and this is submitted.');
    return { kind: 'planned', experiment, manifest };
  }
  directory.prepare();
  const { submission, notes, logs } = await submitGrid(plan, {
    directory,
    scheduler,
    request,
    listener: noteWaiting,
  });
  describeReplacement(survey, directory).forEach(printNote);
  notes.forEach(printNote);
  const { workers, job, collectJob } = submission;
  const size = workers === 1 ? '1 worker' : `${workers} workers`;
  const missing = open.length === 1 ? '1 run' : `${open.length} runs`;
  printNote(`${plan.experiment}: ${scheduler.title} job ${job}, ${size} for ${missing}.`);
  if (collectJob !== undefined) printNote(`  Job ${collectJob} ranks the trials behind it.`);
  printNote(`  How it goes: ${commandFor('status', place)}`);
  printNote(`  What workers print: ${logs ?? showPath(directory.jobs)}`);
  printNote(`  To end it: ${commandFor('cancel', place)}`);
  const { experiment } = plan;
  const { to } = submission;
  return { kind: 'submitted', experiment, to, job, collectJob, workers, runs: open.length };
}
