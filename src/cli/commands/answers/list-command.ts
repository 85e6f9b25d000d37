import path from 'node:path';
import { formatMetric } from '../../../analysis/comparison/format-metric';
import { listExperiments } from '../../../analysis/results/find-results';
import {
  type ExperimentSummary,
  summariseExperiment,
} from '../../../analysis/results/summarise-experiment';
import { ExperimentDirectory } from '../../../records/experiment-directory';
import { commandFor } from '../../../util/process/command-for';
import { UserError } from '../../../util/user-error';
import { exitCodes } from '../../exit-codes';
import { defineCommand } from '../../options/define-command';
import { listOption } from '../../options/option-kinds';
import { chooseFormat, formatOptions, type OutputFormat } from '../../options/output-format';
import { resultsOptions } from '../../options/results-options';
import { formatTable } from '../../output/format-table';
import { print, printAnswer, printError, printNote } from '../../output/print';

/** `ablate list` */
export const listCommand = defineCommand({
  arguments: {},
  options: {
    ...resultsOptions(),
    ...formatOptions('experiments, unreadable'),
    tag: listOption('Only experiments with this tag'),
  },
  examples: ['list', 'list --tag thesis'],
  run: (options) => showList({ ...options, format: chooseFormat(options) }),
});

/** What `ablate list` is told. */
export interface ListOptions {
  readonly resultsDir: string;
  readonly format: OutputFormat;
  readonly tag: readonly string[] | undefined;
}

/** What programs get. */
interface ListAnswer {
  /** The one that was worked on last first. */
  readonly experiments: readonly ExperimentSummary[];
  /** Experiments whose plan can't be read. */
  readonly unreadable: readonly { readonly experiment: string; readonly message: string }[];
}

/** Shows the experiments of a folder, a line each; returns the exit code. */
export function showList({ resultsDir, format, tag = [] }: ListOptions): number {
  const unreadable: { experiment: string; message: string }[] = [];
  const all: ExperimentSummary[] = [];
  for (const name of listExperiments(resultsDir)) {
    try {
      all.push(summariseExperiment(new ExperimentDirectory(path.join(resultsDir, name)), name));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      printError(error);
      unreadable.push({ experiment: name, message: error.message });
    }
  }
  const experiments = all
    .filter(({ tags }) => tag.every((wanted) => tags.includes(wanted)))
    .sort((a, b) => (b.lastWorkedOn ?? '').localeCompare(a.lastWorkedOn ?? ''));
  if (format === 'json') printAnswer<ListAnswer>('list', { experiments, unreadable });
  else if (experiments.length > 0) print(formatList(experiments));
  if (experiments.length === 0 && unreadable.length === 0) {
    const which = tag.length === 0 ? 'results' : `experiments tagged ${tag.join(' and ')}`;
    printNote(`There are no ${which} in ${resultsDir}.`);
    printNote(
      `  Run a spec, or say where results are with --results-dir: ${commandFor('run')} SPEC`,
    );
  }
  return unreadable.length > 0 ? exitCodes.failed : exitCodes.ok;
}

function formatList(experiments: readonly ExperimentSummary[]): string {
  const header = ['experiment', 'runs', 'done', 'failed', 'best', '', 'last', 'tags', 'note'];
  const rows = experiments.map(({ metric, best, ...one }) => [
    one.experiment,
    String(one.runs),
    String(one.done),
    one.failed === 0 ? '' : String(one.failed),
    best === undefined ? '' : `${metric} ${formatMetric(metric, best.value)}`,
    best?.trial ?? '',
    one.isHeld ? 'now' : formatTime(one.lastWorkedOn),
    one.tags.join(', '),
    one.note?.split('\n')[0] ?? '',
  ]);
  // A column that has nothing to say takes room from the others.
  const kept = header.flatMap((_, index) =>
    index < 3 || rows.some((row) => row[index] !== '') ? [index] : [],
  );
  const pick = (row: readonly string[]): string[] => kept.map((index) => row[index] ?? '');
  const places = (columns: readonly number[]): number[] =>
    columns.map((column) => kept.indexOf(column)).filter((place) => place >= 0);
  const optional = places([8, 7, 5, 6]);
  return formatTable(pick(header), rows.map(pick), places([1, 2, 3]), { optional });
}

/** `2026-01-31 12:05`, by the clock of the machine. */
function formatTime(time: string | undefined): string {
  if (time === undefined) return '';
  const date = new Date(time);
  const pad = (value: number): string => String(value).padStart(2, '0');
  const day = [date.getFullYear(), pad(date.getMonth() + 1), pad(date.getDate())].join('-');
  return `${day} ${pad(date.getHours())}:${pad(date.getMinutes())}`;
}
