import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { PROJECT_ROOT } from '../../scripts/project-root';
import { listEventFileNames } from '../../src/records/events/event-file-name';
import { parseGraph } from '../../src/records/events/parse-graph';
import { type RecordedEvent, readEvents } from '../../src/records/events/read-events';
import { dataClasses, type Summary, summaryTypes } from '../../src/records/summaries/summary';
import { oraclePython } from '../oracle-python';
import { useScratchFolder } from '../scratch-folder';
import { writeSampleExperiment } from './sample-experiment';

const python = oraclePython();
const folder = useScratchFolder();

/** The events of a folder, read by TensorFlow. */
function readWithTensorFlow(events: string): unknown {
  const script = path.join(PROJECT_ROOT, 'test', 'records', 'read-events.py');
  // With standard error piped, TensorFlow's chatter is seen only if the script fails.
  const options = { encoding: 'utf8', stdio: 'pipe' } as const;
  return JSON.parse(execFileSync(python ?? '', [script, events], options));
}

function describeSummary(summary: Summary): object {
  const { tag, plugin, pluginContent, dataClass, tensor } = summary;
  return {
    tag,
    plugin,
    pluginContent: Buffer.from(pluginContent ?? []).toString('hex'),
    dataClass: dataClasses[dataClass],
    dtype: summaryTypes[tensor.dtype],
    shape: tensor.shape,
    values:
      tensor.dtype === 'string'
        ? tensor.strings.map((bytes) => Buffer.from(bytes).toString('hex'))
        : [...tensor.content],
  };
}

function describeEvent(event: RecordedEvent): object {
  const common = { step: event.step, wallTime: event.wallTimeMs / 1000 };
  switch (event.kind) {
    case 'fileVersion':
      return { ...common, kind: 'file_version' };
    case 'start':
      return { ...common, kind: 'session_log' };
    case 'summaries':
      return { ...common, kind: 'summary', values: event.summaries.map(describeSummary) };
    case 'graph':
      return { ...common, kind: 'graph_def', nodes: parseGraph(event.graphDef) };
    case 'other':
      throw new Error('not written here');
  }
}

(python === undefined ? test.skip : test)(
  python === undefined
    ? "TensorFlow's own reader (skipped: no Python with it)"
    : "TensorFlow's own reader finds what was written, with all checksums right",
  () => {
    writeSampleExperiment(folder());
    for (const events of ['adam-s0', 'adam-s1'].map((run) => path.join(folder(), run))) {
      const written = listEventFileNames(events).map((name) =>
        readEvents(path.join(events, name)).events.map(describeEvent),
      );
      expect(written.length).toBeGreaterThan(0);
      expect(readWithTensorFlow(events)).toEqual(written);
    }
  },
);
