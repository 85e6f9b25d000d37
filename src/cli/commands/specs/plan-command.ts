import path from 'node:path';
import type { RunOutlook } from '../../../analysis/comparison/describe-outlook';
import { formatAxisValue } from '../../../analysis/comparison/format-axis-value';
import type { ExperimentPlan } from '../../../plan/plan-experiment';
import type { RunConfig } from '../../../plan/run-config';
import { ExperimentDirectory } from '../../../records/experiment-directory';
import type { SpecProblem } from '../../../spec/spec-problem';
import {
  type ExperimentStanding,
  type FolderStanding,
  findStanding,
  summariseStanding,
} from '../../answers/find-standing';
import { formatData } from '../../answers/format-data';
import { formatCounts, formatStanding } from '../../answers/format-standing';
import { exitCodes } from '../../exit-codes';
import { loadPlans } from '../../load-plans';
import { defineCommand } from '../../options/define-command';
import type { OutputFormat } from '../../options/output-format';
import { chooseFormat, formatOptions } from '../../options/output-format';
import { resultsOptions } from '../../options/results-options';
import type { SpecOptions } from '../../options/spec-options';
import { planningOptions, specArguments } from '../../options/spec-options';
import { formatTable } from '../../output/format-table';
import { print, printAnswer } from '../../output/print';
import { showPath } from '../../output/show-path';
import { reportProblems, reportWarnings } from '../../report-problems';

/** `ablate plan SPEC...` */
export const planCommand = defineCommand({
  arguments: specArguments,
  options: {
    ...planningOptions,
    ...resultsOptions(),
    ...formatOptions('experiments, warnings'),
  },
  run: (options) => showPlans({ ...options, format: chooseFormat(options) }),
});

/** What `ablate plan` is told. */
export interface PlanCommandOptions extends SpecOptions {
  readonly resultsDir: string;
  readonly format: OutputFormat;
}

/** What programs get. */
interface PlanAnswer {
  readonly experiments: readonly PlannedExperiment[];
  readonly warnings: readonly SpecProblem[];
}

/** A plan, each run with how it stands in the folder of results. */
interface PlannedExperiment extends Omit<ExperimentStanding, 'runs'> {
  readonly question: string | null;
  readonly metric: ExperimentPlan['metric'];
  readonly axes: ExperimentPlan['axes'];
  readonly seeds: readonly number[];
  readonly runs: readonly (RunOutlook & Omit<RunConfig, 'experiment' | 'runId'>)[];
}

/** Prints the runs that specs stand for, and how they stand; returns the exit code. */
export async function showPlans(options: PlanCommandOptions): Promise<number> {
  const { plans, problems, warnings } = await loadPlans(options);
  reportWarnings(warnings);
  const standings = plans.map((plan) =>
    findStanding(plan, new ExperimentDirectory(path.join(options.resultsDir, plan.experiment))),
  );
  if (options.format === 'table' && standings.length > 0) {
    const data = formatData(plans);
    if (data !== undefined) print(`${data}\n`);
    print(
      standings.map((standing) => formatPlan(standing.plan) + formatResults(standing)).join('\n\n'),
    );
  }
  if (problems.length > 0) {
    reportProblems(problems, options.format);
    return exitCodes.usage;
  }
  if (options.format === 'json') {
    printAnswer<PlanAnswer>('plan', { experiments: standings.map(summarisePlan), warnings });
  }
  return exitCodes.ok;
}

function summarisePlan(standing: FolderStanding): PlannedExperiment {
  const { question, metric, axes, seeds } = standing.plan;
  const { runs, ...rest } = summariseStanding(standing);
  const configs = new Map(standing.plan.runs.map((config) => [config.runId, config]));
  return {
    ...rest,
    question,
    metric,
    axes,
    seeds,
    runs: runs.flatMap((outlook) => {
      const config = configs.get(outlook.run);
      if (config === undefined) return [];
      const { experiment, runId, ...own } = config;
      return [{ ...outlook, ...own }];
    }),
  };
}

/** How the runs stand where some were run before; nothing where none was. */
function formatResults(standing: FolderStanding): string {
  if (standing.strays.length === 0 && standing.runs.every(({ next }) => next === 'starts')) {
    return '';
  }
  const title = `In ${showPath(standing.directory.path)}: ${formatCounts(standing.runs)}`;
  return ['\n', title, ...formatStanding(standing)].join('\n');
}

/** A plan for people: the question, then one row per trial. */
function formatPlan(plan: ExperimentPlan): string {
  const { experiment, question, axes, runs, seeds } = plan;
  const trials = runs.filter((run) => run.seed === seeds[0]);
  const axisNames = Object.keys(axes);
  const counts = `${count(trials.length, 'trial')} x ${count(seeds.length, 'seed')}`;
  const header = ['trial', ...axisNames, 'data', 'steps', 'batch', 'engine'];
  const rows = trials.map((run) => [
    run.trial,
    ...axisNames.map((axis) => formatAxisValue(run.axisValues[axis])),
    ...describeRun(run),
  ]);
  return [
    `${experiment}: ${counts} = ${count(runs.length, 'run')}`,
    ...(question === null ? [] : [question]),
    formatTable(header, rows, [], { optional: [header.length - 1, header.length - 2] }),
  ].join('\n');
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

function describeRun({ settings }: RunConfig): string[] {
  const { dataset, steps, batchSize, engine } = settings;
  return [dataset.name, String(steps), String(batchSize), engine];
}
