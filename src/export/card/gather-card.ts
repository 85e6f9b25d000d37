import path from 'node:path';
import { formatMetric } from '../../analysis/comparison/format-metric';
import { boundsOfMetric } from '../../analysis/comparison/metric-bounds';
import { isExperiment } from '../../analysis/results/find-results';
import { readResults } from '../../analysis/results/read-results';
import { estimateWithinRange } from '../../analysis/statistics/means/estimate-within-range';
import { ExperimentDirectory } from '../../records/experiment-directory';
import { readFindingsFile } from '../../records/findings-file';
import { readRunFile } from '../../records/run-file';
import { readStatus } from '../../records/status';
import { UserError } from '../../util/user-error';
import type { TrainedModel } from '../read-trained-model';

/** What a card says of a model beyond its settings, as it was recorded. */
export interface CardFacts {
  /** A row for each metric: its name, of this run, and over the seeds of its trial. */
  readonly metrics: readonly (readonly string[])[];
  /** Seeds of the trial that came to their end. */
  readonly seeds: readonly number[];
  readonly environment: Readonly<Record<string, unknown>>;
  /** What is known to be wrong or weak, a sentence each. */
  readonly limits: readonly string[];
}

/** Gathers what is on disk of a run and of the others of its trial. */
export function gatherCard(model: TrainedModel): CardFacts {
  const { directory, metadata } = model;
  const status = readStatus(directory.statusFile);
  const own = status.state === 'completed' ? status.metrics : {};
  const peers = listPeers(model);
  const run = readRunFile(directory.runFile);
  return {
    metrics: Object.entries(own)
      .filter(([name]) => name.includes('/'))
      .map(([name, value]) => [name, formatMetric(name, value), ...overSeeds(name, peers)]),
    seeds: peers.map(({ seed }) => seed),
    environment: run.state === 'sound' ? run.value.environment : {},
    limits: [
      ...(status.state === 'completed' ? status.pathologies : []),
      ...describeWeakClasses(model),
      ...(peers.length < 3
        ? ['fewer than three seeds: how much chance is in the metrics is not known']
        : []),
      metadata.inputShape.length === 3
        ? 'it has seen nothing but data of this set: pictures of another kind, size or contrast get confident answers too'
        : 'it has seen nothing but data of this set: inputs beyond their range get confident answers too',
    ],
  };
}

interface Peer {
  readonly seed: number;
  readonly metrics: Readonly<Record<string, number>>;
}

/** The runs of the trial that came to their end; none where the experiment can't be read. */
function listPeers({ config, directory }: TrainedModel): Peer[] {
  const folder = path.dirname(directory.path);
  if (!isExperiment(folder)) return [];
  try {
    return readResults(new ExperimentDirectory(folder)).runs.flatMap(({ config: run, metrics }) =>
      run.trial === config.trial && metrics !== undefined ? [{ seed: run.seed, metrics }] : [],
    );
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

/** Mean and interval over seeds: `0.9612`, `0.9577 to 0.9647`. */
function overSeeds(name: string, peers: readonly Peer[]): readonly [string, string] {
  const values = peers.flatMap(({ metrics }) => metrics[name] ?? []);
  if (values.length === 0) return ['', ''];
  const { mean, interval } = estimateWithinRange(values, boundsOfMetric(name));
  const show = (value: number): string => formatMetric(name, value);
  return [
    show(mean),
    interval === undefined ? '' : `${show(interval.low)} to ${show(interval.high)}`,
  ];
}

/** As many classes are named as weak at most. */
const mostNamed = 3;

/** The classes that are missed most, on the test split. */
function describeWeakClasses({ directory }: TrainedModel): string[] {
  const findings = readFindingsFile(directory.findingsFile);
  if (findings.state !== 'sound') return [];
  const { confusionMatrix = [], classNames = [] } = findings.value;
  return confusionMatrix
    .map((row, id) => {
      const count = row.reduce((sum, value) => sum + value, 0);
      const wrong = row.map((value, other) => (other === id ? 0 : value));
      const mostly = wrong.indexOf(Math.max(...wrong));
      return { id, mostly, count, missed: count - (row[id] ?? 0) };
    })
    .filter(({ missed }) => missed > 0)
    .sort((a, b) => b.missed / b.count - a.missed / a.count)
    .slice(0, mostNamed)
    .map(({ id, mostly, count, missed }) => {
      const nameOf = (place: number): string => classNames[place] ?? String(place);
      return `of ${count} test examples of class ${nameOf(id)} it misses ${missed}, mostly for ${nameOf(mostly)}`;
    });
}
