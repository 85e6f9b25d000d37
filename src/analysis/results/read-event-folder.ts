import path from 'node:path';
import { listEventFileNames, roleOfEventFile } from '../../records/events/event-file-name';
import { parseGraph, type ShownNode } from '../../records/events/parse-graph';
import { type RecordedEvent, readEvents } from '../../records/events/read-events';
import type { RecordDamage } from '../../records/events/record-framing';
import type { Summary } from '../../records/summaries/summary';

/** An event file and how far it can be read. */
export interface EventFileExtent {
  readonly name: string;
  readonly eventCount: number;
  /** Absent where the file holds no event. */
  readonly firstStep: number | undefined;
  readonly lastStep: number | undefined;
  readonly damage: RecordDamage | undefined;
}

/** What a tag shows at a step. */
export interface SummaryPoint {
  readonly step: number;
  readonly summary: Summary;
}

/** What the event files of a folder hold. */
export interface EventFolder {
  readonly files: readonly EventFileExtent[];
  /** By tag, in the order of their writing, each step once. */
  readonly series: ReadonlyMap<string, readonly SummaryPoint[]>;
  /** Nodes of the newest graph, undefined where there is none. */
  readonly graph: readonly ShownNode[] | undefined;
}

/**
 * Reads all event files of a folder as TensorBoard does.
 *
 * @throws UserError where one can't be opened.
 */
export function readEventFolder(folder: string): EventFolder {
  const contents = listEventFileNames(folder).map((name) => ({
    name,
    ...readEvents(path.join(folder, name)),
  }));
  // No attempt takes back what stands in the files of its session.
  const select = (isData: boolean): RecordedEvent[] =>
    contents.flatMap(({ name, events }) =>
      (roleOfEventFile(name) === 'data') === isData ? events : [],
    );
  const ofData = select(true);
  const graph = ofData.findLast((event) => event.kind === 'graph');
  return {
    files: contents.map(({ name, events: ofFile, damage }) => {
      const steps = ofFile.map(({ step }) => step);
      return {
        name,
        eventCount: ofFile.length,
        firstStep: steps.length === 0 ? undefined : steps.reduce((a, b) => Math.min(a, b)),
        lastStep: steps.length === 0 ? undefined : steps.reduce((a, b) => Math.max(a, b)),
        damage,
      };
    }),
    series: new Map([...joinSeries(select(false)), ...joinSeries(ofData)]),
    graph: graph === undefined ? undefined : parseGraph(graph.graphDef),
  };
}

/**
 * Joins the attempts at a run into one series per tag. The start of a later attempt drops what
 * earlier ones wrote from its step on, as in TensorBoard, where the first start drops nothing; and
 * what is written again counts, as in its default loader.
 */
function joinSeries(events: readonly RecordedEvent[]): Map<string, SummaryPoint[]> {
  const series = new Map<string, Map<number, SummaryPoint>>();
  let startCount = 0;
  for (const event of events) {
    if (event.kind === 'start') {
      startCount += 1;
      if (startCount > 1) dropFrom(series, event.step);
    }
    if (event.kind !== 'summaries') continue;
    const { step } = event;
    for (const summary of event.summaries) {
      const points = series.get(summary.tag) ?? new Map<number, SummaryPoint>();
      // Behind those that are there, also where the step is not new.
      points.delete(step);
      series.set(summary.tag, points.set(step, { step, summary }));
    }
  }
  return new Map([...series].map(([tag, points]) => [tag, [...points.values()]]));
}

function dropFrom(series: Map<string, Map<number, SummaryPoint>>, firstStep: number): void {
  for (const [tag, points] of series) {
    for (const step of points.keys()) if (step >= firstStep) points.delete(step);
    if (points.size === 0) series.delete(tag);
  }
}
