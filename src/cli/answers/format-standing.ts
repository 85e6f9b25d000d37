import type { RunOutlook } from '../../analysis/comparison/describe-outlook';
import { formatMetric } from '../../analysis/comparison/format-metric';
import { leaseTiming } from '../../leases/lease-timing';
import { describeView } from '../../leases/view-lease';
import { replacedFolder } from '../../records/replaced/replaced-folder';
import type { RunScore } from '../../records/score-run';
import { formatDuration } from '../../util/format-duration';
import { groupBy } from '../../util/group-by';
import { commandFor } from '../../util/process/command-for';
import { resultColors as colors } from '../output/colors';
import { formatTable } from '../output/format-table';
import { showPath } from '../output/show-path';
import type { FolderStanding } from './find-standing';

/** Past this, runs are only counted. */
const mostRows = 40;
const mostNames = 5;

/** `4 completed, 2 waiting` */
export function formatCounts(runs: readonly RunOutlook[]): string {
  return [...groupBy(runs, ({ state }) => state)]
    .map(([state, members]) => `${members.length} ${state}`)
    .join(', ');
}

/** The runs that have something to tell, those of other settings, and what running would do. */
export function formatStanding(standing: FolderStanding): string[] {
  const { plan, directory, holder, runs, strays } = standing;
  const quiet = ['completed', 'waiting', 'outdated'];
  const telling = runs.filter(({ state }) => !quiet.includes(state));
  const steps = new Map(plan.runs.map((run) => [run.runId, run.settings.steps]));
  const rows = telling
    .slice(0, mostRows)
    .map(({ run, state, step, reason, next, score }) => [
      `  ${run}`,
      colorState(state),
      step === undefined ? '' : `step ${step} of ${steps.get(run) ?? '?'}`,
      [reason, describeScore(score, plan.metric.name), next]
        .filter((part) => part !== undefined)
        .join('; '),
    ]);
  const outdated = groupBy(
    runs.filter(({ state }) => state === 'outdated'),
    ({ reason }) => reason ?? '',
  );
  const moving = outdated.size > 0;
  return [
    ...(holder === undefined ? [] : [`  Held by ${describeView(holder)}`]),
    ...(rows.length > 0 ? [formatTable([], rows)] : []),
    ...(telling.length > mostRows ? [`  and ${telling.length - mostRows} more`] : []),
    ...[...outdated].map(([change, members]) => describeOutdated(change, members)),
    ...(strays.length > 0
      ? [
          `  ${count(strays.length)} in the folder not in the plan, left as they are: ${nameSome(strays)}`,
        ]
      : []),
    ...describeLost(standing),
    `  Running it${hasBegun(runs) ? ' again' : ''}: ${describeRerun(runs)}.`,
    ...(moving
      ? [
          `  What is put aside goes to ${showPath(replacedFolder(directory))} and comes back with its settings.`,
        ]
      : []),
  ];
}

/** What becomes of what is lost. */
function describeLost({ directory, holder, runs }: FolderStanding): string[] {
  const run = runs.find(({ state }) => state === 'lost')?.run;
  if (run === undefined && holder?.isLost !== true) return [];
  const place = run === undefined ? directory : directory.run(run);
  const timeout = formatDuration(leaseTiming().timeoutMs);
  const command = commandFor('unlock', showPath(place.path));
  return [
    `  What shows no sign of life for ${timeout} is taken over by the next run or work; by hand: ${command}`,
  ];
}

/** What a run counts as that has no result of its own at its end. */
function describeScore(score: RunScore, metric: string): string | undefined {
  switch (score.basis) {
    case 'guessing':
      return `scored as guessing: ${formatMetric(metric, score.value)}`;
    case 'stopped':
      return `${metric} was ${formatMetric(metric, score.value)}`;
    case 'measured':
    case 'missing':
      return undefined;
  }
}

function hasBegun(runs: readonly RunOutlook[]): boolean {
  return runs.some(({ state }) => state !== 'waiting');
}

/** `11 runs have results of other settings: steps 800 -> 900` */
function describeOutdated(change: string, members: readonly RunOutlook[]): string {
  const names = members.map(({ run }) => run);
  const who = names.length > 1 ? `${count(names.length)} have` : `${names.join()} has`;
  return colors.yellow(`  ${who} results of other settings: ${change}`);
}

function nameSome(names: readonly string[]): string {
  return names.slice(0, mostNames).join(', ') + (names.length > mostNames ? ', ...' : '');
}

function describeRerun(runs: readonly RunOutlook[]): string {
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
        .replace(/^is taken over, and goes/, 'are taken over, and go')
        .replace(/^is taken over, and starts/, 'are taken over, and start')
        .replace(/^goes/, 'go')
        .replace(/^gets its/, 'get their')
        .replace(/^starts/, 'start')
        .replace('puts the old run', 'put the old runs')
        .replace('its newest checkpoint', 'their newest checkpoints')
        .replace('is compared, and goes on if it is', 'are compared, and go on if they are');
}

function count(number: number): string {
  return number === 1 ? '1 run' : `${number} runs`;
}

function colorState(state: string): string {
  if (state === 'running') return colors.cyan(state);
  return state === 'failed' || state === 'damaged' ? colors.red(state) : colors.yellow(state);
}
