import path from 'node:path';
import { listEventFileNames } from '../../src/records/events/event-file-name';
import { readEvents } from '../../src/records/events/read-events';

/**
 * The points of every scalar of a run as TensorBoard shows them: files in the order of their names,
 * a START record drops what earlier files wrote from its step on, and a torn tail is ignored.
 *
 * @returns per tag, `[step, value]` in the order of the files.
 */
export function readCurves(folder: string): Record<string, [number, number][]> {
  const curves: Record<string, [number, number][]> = {};
  for (const name of listEventFileNames(folder)) {
    for (const event of readEvents(path.join(folder, name)).events) {
      if (event.kind === 'start') {
        for (const [tag, points] of Object.entries(curves)) {
          curves[tag] = points.filter(([step]) => step < event.step);
        }
      }
      if (event.kind !== 'summaries') continue;
      for (const { tag, plugin, tensor } of event.summaries) {
        if (plugin !== 'scalars' || tensor.dtype === 'string') continue;
        curves[tag] ??= [];
        curves[tag].push([event.step, tensor.content[0] ?? Number.NaN]);
      }
    }
  }
  return Object.fromEntries(Object.entries(curves).sort(([a], [b]) => (a < b ? -1 : 1)));
}
