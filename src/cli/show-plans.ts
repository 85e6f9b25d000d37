import { formatAxisValue } from '../analysis/format-axis-value';
import type { ExperimentPlan } from '../plan/plan-experiment';
import type { RunConfig } from '../plan/run-config';
import { exitCodes } from './exit-codes';
import { formatTable } from './format-table';
import { loadPlans } from './load-plans';
import { print } from './print';
import { reportProblems, reportWarnings } from './report-problems';
import type { SpecOptions } from './spec-options';

/** Prints the runs that specs stand for; returns the exit code. */
export async function showPlans(options: SpecOptions): Promise<number> {
  const { plans, problems, warnings } = await loadPlans(options);
  reportWarnings(warnings);
  if (plans.length > 0) print(plans.map(formatPlan).join('\n\n'));
  if (problems.length === 0) return exitCodes.ok;
  reportProblems(problems);
  return exitCodes.usage;
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
