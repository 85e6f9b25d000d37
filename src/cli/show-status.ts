import { describeOutlook, type Outlook } from '../analysis/describe-outlook';
import { findExperiment, listExperiments } from '../analysis/find-results';
import { type ExperimentResults, readResults } from '../analysis/read-results';
import { groupBy } from '../util/group-by';
import { resultColors as colors } from './colors';
import { exitCodes } from './exit-codes';
import { formatTable } from './format-table';
import { print, printNote } from './print';

/** What `ablate status` is told. */
export interface StatusOptions {
  readonly experiment: string[] | undefined;
  readonly resultsDir: string;
  readonly format: 'text' | 'json';
}

/** Shows how experiments stand; returns the exit code. */
export function showStatus({ experiment = [], resultsDir, format }: StatusOptions): number {
  const names = experiment.length > 0 ? experiment : listExperiments(resultsDir);
  if (names.length === 0) printNote(`There are no results in ${resultsDir}.`);
  const all = names.map((name) => {
    const results = readResults(findExperiment(name, resultsDir));
    const runs = results.runs.map((run) => ({ run: run.config.runId, ...describeOutlook(run) }));
    return { results, runs };
  });
  if (format === 'json') {
    const value = all.map(({ results, runs }) => ({
      experiment: results.plan.experiment,
      runs,
      strays: results.strays,
    }));
    print(JSON.stringify(value, null, 2));
  } else {
    print(all.map(({ results, runs }) => formatExperiment(results, runs)).join('\n\n'));
  }
  return exitCodes.ok;
}

type NamedOutlook = Outlook & { readonly run: string };

/** Past this, runs that would do the same are summed up. */
const mostRows = 40;

function formatExperiment(
  { plan, strays }: ExperimentResults,
  runs: readonly NamedOutlook[],
): string {
  const counts = [...groupBy(runs, ({ state }) => state)].map(
    ([state, members]) => `${members.length} ${state}`,
  );
  const telling = runs.filter(({ state }) => state !== 'completed' && state !== 'waiting');
  const steps = new Map(plan.runs.map((run) => [run.runId, run.settings.steps]));
  const rows = telling
    .slice(0, mostRows)
    .map(({ run, state, step, reason, next }) => [
      `  ${run}`,
      colorState(state),
      step === undefined ? '' : `step ${step} of ${steps.get(run) ?? '?'}`,
      [reason, next].filter((part) => part !== undefined).join('; '),
    ]);
  return [
    `${colors.bold(plan.experiment)}: ${count(runs.length)}: ${counts.join(', ')}`,
    ...(rows.length > 0 ? [formatTable([], rows)] : []),
    ...(telling.length > mostRows ? [`  and ${telling.length - mostRows} more`] : []),
    ...(strays.length > 0
      ? [`  ${count(strays.length)} in the folder not in the plan: ${strays.join(', ')}`]
      : []),
    `  Running it again: ${describeRerun(runs)}.`,
  ].join('\n');
}

function describeRerun(runs: readonly NamedOutlook[]): string {
  const due = groupBy(
    runs.flatMap(({ next }) => next ?? []),
    (next) => next,
  );
  const parts = [...due].map(
    ([next, members]) => `${count(members.length)} ${inPlural(next, members.length)}`,
  );
  return parts.length === 0 ? 'there is nothing left to do' : parts.join(', ');
}

function inPlural(next: string, members: number): string {
  return members === 1
    ? next
    : next
        .replace(/^goes/, 'go')
        .replace(/^starts/, 'start')
        .replace('puts', 'put')
        .replace('its newest checkpoint', 'their newest checkpoints');
}

function count(number: number): string {
  return number === 1 ? '1 run' : `${number} runs`;
}

function colorState(state: string): string {
  if (state === 'running') return colors.cyan(state);
  return state === 'failed' || state === 'damaged' ? colors.red(state) : colors.yellow(state);
}
