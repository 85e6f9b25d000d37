import path from 'node:path';
import { findRun } from '../analysis/find-results';
import { listEventFileNames } from '../records/events/event-file-name';
import { readEvents } from '../records/events/read-events';
import type { SummaryTensor } from '../records/summaries/summary';
import { groupBy } from '../util/group-by';
import { UserError } from '../util/user-error';
import { exitCodes } from './exit-codes';
import { formatTable } from './format-table';
import { print } from './print';

/** What `ablate inspect` is told. */
export interface InspectOptions {
  readonly run: string;
  readonly resultsDir: string;
  readonly tag: string | undefined;
  readonly json: boolean;
}

interface Point {
  readonly tag: string;
  readonly plugin: string;
  readonly step: number;
  readonly value: number | string;
}

/** Prints what the event files of a run hold; returns the exit code. */
export function inspectRun({ run, resultsDir, tag, json }: InspectOptions): number {
  const folder = listEventFileNames(run).length > 0 ? run : findRun(run, resultsDir).events;
  const contents = listEventFileNames(folder).map((name) => ({
    name,
    ...readEvents(path.join(folder, name)),
  }));
  const files = contents.map(({ name, events, damage }) => ({
    name,
    events: events.length,
    firstStep: events.length === 0 ? null : Math.min(...new Set(events.map(({ step }) => step))),
    lastStep: events.length === 0 ? null : Math.max(...new Set(events.map(({ step }) => step))),
    damage: damage ?? null,
  }));
  const points = contents
    .flatMap(({ events }) => events)
    .flatMap((event) =>
      event.kind === 'summaries'
        ? event.summaries.map(
            ({ tag: name, plugin, tensor }): Point => ({
              tag: name,
              plugin,
              step: event.step,
              value: describeTensor(tensor),
            }),
          )
        : [],
    );
  if (tag !== undefined) return printSeries(points, tag, json);
  const tags = [...groupBy(points, (point) => point.tag)].map(([name, series]) => ({
    tag: name,
    plugin: series.at(-1)?.plugin ?? '',
    steps: series.length,
    last: series.at(-1)?.value ?? '',
  }));
  if (json) {
    print(JSON.stringify({ files, tags }, null, 2));
    return exitCodes.ok;
  }
  const fileRows = files.map(({ name, events, firstStep, lastStep, damage }) => [
    name,
    String(events),
    `${firstStep ?? '-'} to ${lastStep ?? '-'}`,
    damage === null ? 'none' : `${damage.reason} at byte ${damage.offset}`,
  ]);
  print(formatTable(['file', 'events', 'steps', 'damage'], fileRows, [1]));
  const tagRows = tags.map(({ tag: name, plugin, steps, last }) => [
    name,
    plugin,
    String(steps),
    String(last),
  ]);
  print(`\n${formatTable(['tag', 'plugin', 'steps', 'last'], tagRows, [2])}`);
  return exitCodes.ok;
}

function printSeries(points: readonly Point[], tag: string, json: boolean): number {
  const series = points.filter((point) => point.tag === tag);
  if (series.length === 0) {
    throw new UserError(`There is no tag ${tag}`, {
      hint: 'Without --tag all tags are listed.',
    });
  }
  const rows = series.map(({ step, value }) => ({ step, value }));
  print(
    json
      ? JSON.stringify(rows, null, 2)
      : formatTable(
          ['step', tag],
          rows.map(({ step, value }) => [String(step), String(value)]),
          [0],
        ),
  );
  return exitCodes.ok;
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
  return /[\u0000-\u001f\ufffd]/.test(line) ? `${text.length} bytes` : line.slice(0, 60);
}
