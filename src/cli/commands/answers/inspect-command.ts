import path from 'node:path';
import { findRun } from '../../../analysis/results/find-results';
import {
  type EventFileExtent,
  type EventFolder,
  readEventFolder,
} from '../../../analysis/results/read-event-folder';
import { listEventFileNames } from '../../../records/events/event-file-name';
import type { ShownNode } from '../../../records/events/parse-graph';
import type { SummaryTensor } from '../../../records/summaries/summary';
import { metricTag, toMetricName } from '../../../spec/metric-names';
import { askMeant } from '../../../spec/mistakes/nearest-name';
import { groupBy } from '../../../util/group-by';
import { commandFor } from '../../../util/process/command-for';
import { UserError } from '../../../util/user-error';
import { exitCodes } from '../../exit-codes';
import { defineCommand } from '../../options/define-command';
import { requiredArgument, textOption } from '../../options/option-kinds';
import type { OutputFormat } from '../../options/output-format';
import { chooseFormat, formatOptions } from '../../options/output-format';
import { resultsOptions } from '../../options/results-options';
import { formatTable } from '../../output/format-table';
import { print, printAnswer, printNote } from '../../output/print';

/** `ablate inspect RUN` */
export const inspectCommand = defineCommand({
  arguments: { run: requiredArgument('experiment/run, or any folder with event files') },
  options: {
    ...resultsOptions(),
    ...formatOptions('files, tags, graph; with --tag: tag, points'),
    tag: textOption('Print the series of this tag'),
  },
  run: (options) => inspectRun({ ...options, format: chooseFormat(options) }),
});

/** What `ablate inspect` is told. */
export interface InspectOptions {
  readonly run: string;
  readonly resultsDir: string;
  readonly tag: string | undefined;
  readonly format: OutputFormat;
}

/** What the event files of a folder hold. */
interface EventFolderContents {
  readonly files: readonly {
    readonly name: string;
    readonly events: number;
    readonly firstStep: number | undefined;
    readonly lastStep: number | undefined;
    readonly damage: { readonly reason: string; readonly offset: number } | undefined;
  }[];
  readonly tags: readonly {
    readonly tag: string;
    readonly plugin: string;
    readonly steps: number;
    /** The number of a scalar, the beginning of a text, the shape of anything else. */
    readonly last: number | string;
  }[];
  readonly graph:
    | {
        readonly nodes: number;
        readonly scopes: readonly { readonly scope: string; readonly nodes: number }[];
      }
    | undefined;
}

/** The values of one tag. */
interface TagSeries {
  readonly tag: string;
  readonly points: readonly { readonly step: number; readonly value: number | string }[];
}

/** Prints what the event files of a run hold; returns the exit code. */
export function inspectRun({ run, resultsDir, tag, format }: InspectOptions): number {
  const folder = listEventFileNames(run).length > 0 ? run : findRun(run, resultsDir).events;
  if (listEventFileNames(folder).length === 0) {
    throw new UserError(`${folder} holds no event files`, {
      hint: `They are written when the run starts. How runs stand: ${commandFor('status')}`,
    });
  }
  const events = readEventFolder(folder);
  for (const file of events.files) warnOfDamage(path.join(folder, file.name), file);
  if (tag !== undefined) printSeries(events, tag, format);
  else printContents(events, format);
  return exitCodes.ok;
}

/** Says on standard error what is missing from an answer. */
function warnOfDamage(file: string, { damage, lastStep }: EventFileExtent): void {
  if (damage === undefined) return;
  const { reason, offset } = damage;
  const what =
    reason === 'torn'
      ? `ends inside a record at byte ${offset}, as after a kill`
      : `can't be read from byte ${offset} on (wrong ${reason})`;
  const last = lastStep === undefined ? 'holds no step before that' : `goes up to step ${lastStep}`;
  printNote(`warning: ${file} ${what}: it ${last}; what stood behind is missing here`);
}

function printContents({ files, series, graph }: EventFolder, format: OutputFormat): void {
  const tags = [...series].map(([tag, points]) => {
    const last = points.at(-1)?.summary;
    return {
      tag,
      plugin: last?.plugin ?? '',
      steps: points.length,
      last: last === undefined ? '' : describeTensor(last.tensor),
    };
  });
  const scopes = graph === undefined ? [] : listScopes(graph);
  if (format === 'json') {
    printAnswer<EventFolderContents>('inspect', {
      files: files.map(({ eventCount, ...file }) => ({ ...file, events: eventCount })),
      tags,
      graph: graph === undefined ? undefined : { nodes: graph.length, scopes },
    });
    return;
  }
  const fileRows = files.map(({ name, eventCount, firstStep, lastStep, damage }) => [
    name,
    String(eventCount),
    `${firstStep ?? '-'} to ${lastStep ?? '-'}`,
    damage === undefined ? 'none' : `${damage.reason} at byte ${damage.offset}`,
  ]);
  print(formatTable(['file', 'events', 'steps', 'damage'], fileRows, [1]));
  const tagRows = tags.map(({ tag, plugin, steps, last }) => [
    tag,
    plugin,
    String(steps),
    String(last),
  ]);
  print(`\n${formatTable(['tag', 'plugin', 'steps', 'last'], tagRows, [2])}`);
  if (graph === undefined) return;
  const scopeRows = scopes.map(({ scope, nodes }) => [scope, String(nodes)]);
  print(`\n${formatTable([`graph of ${graph.length} nodes`, 'nodes'], scopeRows, [1])}`);
}

/** The boxes that TensorBoard's graph page shows at first, with how much each holds. */
function listScopes(graph: readonly ShownNode[]): { scope: string; nodes: number }[] {
  const scopes = groupBy(graph, ({ name }) => name.split('/', 1)[0] ?? name);
  return [...scopes].map(([scope, nodes]) => ({ scope, nodes: nodes.length }));
}

function printSeries({ series }: EventFolder, asked: string, format: OutputFormat): void {
  const tag = series.has(asked) ? asked : metricTag(toMetricName(asked));
  const points = series.get(tag);
  if (points === undefined) {
    const tags = [...series.keys()];
    // By the name of a metric too, which is its tag turned round.
    const question = askMeant(asked, tags, '') ?? askMeant(metricTag(asked), tags, '');
    throw new UserError(`There is no tag ${asked}`, {
      hint: question ?? 'Without --tag all tags are listed.',
    });
  }
  const rows = points.map(({ step, summary }) => ({ step, value: describeTensor(summary.tensor) }));
  if (format === 'json') {
    printAnswer<TagSeries>('inspect', { tag, points: rows });
    return;
  }
  const cells = rows.map(({ step, value }) => [String(step), String(value)]);
  print(formatTable(['step', tag], cells, [0]));
}

/** The number of a scalar, the beginning of a text, the shape of anything else. */
function describeTensor(tensor: SummaryTensor): number | string {
  const isSingle = tensor.shape.length === 0;
  if (tensor.dtype !== 'string') {
    return (isSingle ? tensor.content[0] : undefined) ?? `[${tensor.shape.join(', ')}]`;
  }
  const [text] = tensor.strings;
  if (!isSingle || text === undefined) return `[${tensor.shape.join(', ')}]`;
  const line = text.toString().replace(/\s+/g, ' ').trim();
  // A message of a plugin, for instance the layout of custom scalars, is nothing to read.
  const isMessage = /[\p{Cc}\ufffd]/u.test(line);
  return isMessage ? `${text.length} bytes` : line.slice(0, 60);
}
