import { findRun } from '../analysis/find-results';
import { type EventFolder, readEventFolder } from '../analysis/read-event-folder';
import { listEventFileNames } from '../records/events/event-file-name';
import type { GraphNode } from '../records/events/graph';
import type { SummaryTensor } from '../records/summaries/summary';
import { metricTag, toMetricName } from '../spec/metric-names';
import { nearestName } from '../spec/nearest-name';
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

/** Prints what the event files of a run hold; returns the exit code. */
export function inspectRun({ run, resultsDir, tag, json }: InspectOptions): number {
  const folder = listEventFileNames(run).length > 0 ? run : findRun(run, resultsDir).events;
  const events = readEventFolder(folder);
  if (tag !== undefined) printSeries(events, tag, json);
  else printContents(events, json);
  return exitCodes.ok;
}

function printContents({ files, series, graph }: EventFolder, json: boolean): void {
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
  if (json) {
    const fileObjects = files.map(({ name, eventCount, firstStep, lastStep, damage }) => ({
      name,
      events: eventCount,
      firstStep: firstStep ?? null,
      lastStep: lastStep ?? null,
      damage: damage ?? null,
    }));
    const graphObject = graph === undefined ? null : { nodes: graph.length, scopes };
    print(JSON.stringify({ files: fileObjects, tags, graph: graphObject }, null, 2));
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
function listScopes(graph: readonly GraphNode[]): { scope: string; nodes: number }[] {
  const scopes = groupBy(graph, ({ name }) => name.split('/', 1)[0] ?? name);
  return [...scopes].map(([scope, nodes]) => ({ scope, nodes: nodes.length }));
}

function printSeries({ series }: EventFolder, tag: string, json: boolean): void {
  const points = series.get(tag) ?? series.get(metricTag(toMetricName(tag)));
  if (points === undefined) {
    const tags = [...series.keys()];
    // By the name of a metric too, which is its tag turned round.
    const near = nearestName(tag, tags) ?? nearestName(metricTag(tag), tags);
    throw new UserError(`There is no tag ${tag}`, {
      hint: near === undefined ? 'Without --tag all tags are listed.' : `Did you mean ${near}?`,
    });
  }
  const rows = points.map(({ step, summary }) => ({ step, value: describeTensor(summary.tensor) }));
  print(
    json
      ? JSON.stringify(rows, null, 2)
      : formatTable(
          ['step', tag],
          rows.map(({ step, value }) => [String(step), String(value)]),
          [0],
        ),
  );
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
