import fs from 'node:fs';
import path from 'node:path';
import {
  listCheckpoints,
  readCheckpointHeader,
} from '../../src/records/checkpoints/checkpoint-folder';
import type { ExperimentDirectory } from '../../src/records/experiment-directory';
import { holdsMark, type MetricsMark } from '../../src/records/metrics/metrics-mark';
import { replacedFolder } from '../../src/records/replaced/replaced-folder';
import type { RunDirectory } from '../../src/records/run-directory';
import type { Random } from '../../src/util/random';
import { damageMetrics } from './damage-metrics';
import { listRuns, listWorkers, waitFor } from './grid-process';

/** Metrics that were damaged and had to be noticed. */
interface DamagedMetrics {
  readonly run: string;
  /** What was left of the file. */
  readonly bytes: Buffer | undefined;
}

/** What was done to the metrics of a grid's runs. */
export interface Damages {
  /** How often, by kind. */
  readonly damages: Record<string, number>;
  damaged: readonly DamagedMetrics[];
}

/** How often the log of a run says what was wrong with its metrics. */
export function countNamed({ logFile }: RunDirectory): number {
  const log = fs.existsSync(logFile) ? fs.readFileSync(logFile, 'utf8') : '';
  return log.split('\n').filter((line) => /metrics\.csv/.test(line)).length;
}

/** Damage that nobody was told of, or of which nothing was kept. */
export function listUnnamed(
  experiment: ExperimentDirectory,
  damaged: readonly DamagedMetrics[],
): string[] {
  const replaced = replacedFolder(experiment);
  const kept = fs.existsSync(replaced)
    ? fs
        .readdirSync(replaced, { recursive: true, encoding: 'utf8' })
        .filter((name) => path.basename(name) === 'metrics.csv')
        .map((name) => fs.readFileSync(path.join(replaced, name)))
    : [];
  return damaged.flatMap(({ run, bytes }) => {
    const isNamed = countNamed(experiment.run(run)) > 0;
    const isKept = bytes === undefined || kept.some((other) => other.equals(bytes));
    return [
      ...(isNamed ? [] : [`${run}: damaged metrics were not named`]),
      ...(isKept ? [] : [`${run}: damaged metrics were not kept`]),
    ];
  });
}

/** Damages the metrics of one run, once nobody writes to it any more. */
export async function damageOneRun(
  results: string,
  random: Random,
  fire: Damages,
  note: (text: string) => void,
): Promise<void> {
  await waitFor(() => listWorkers(results).length === 0);
  const runs = listRuns(results);
  const run = runs[random.integer(Math.max(1, runs.length))];
  if (run === undefined) return;
  const vouched = readVouched(run);
  // Damage that nobody has looked at yet gives way to the next.
  const before = readIfThere(run.metricsFile);
  const isStill = (one: DamagedMetrics): boolean =>
    one.run === run.name && isSame(one.bytes, before);
  if (before !== undefined) fire.damaged = fire.damaged.filter((one) => !isStill(one));
  const damaged = damageMetrics(run, random);
  if (damaged === undefined) return;
  fire.damages[damaged.kind] = (fire.damages[damaged.kind] ?? 0) + 1;
  note(`${damaged.kind} metrics of ${run.name}`);
  const bytes = readIfThere(damaged.file);
  // Rows that no checkpoint vouches for come again whatever they were.
  if (vouched === undefined || (bytes !== undefined && holdsMark(bytes, vouched))) return;
  fire.damaged = [...fire.damaged, { run: run.name, bytes }];
}

function readIfThere(file: string): Buffer | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file) : undefined;
}

function isSame(a: Buffer | undefined, b: Buffer | undefined): boolean {
  return a === undefined || b === undefined ? a === b : a.equals(b);
}

/** What the newest checkpoint of a run says of its metrics. */
function readVouched({ checkpoints }: RunDirectory): MetricsMark | undefined {
  const [newest] = listCheckpoints(checkpoints);
  const reading = newest === undefined ? undefined : readCheckpointHeader(newest);
  return reading?.ok ? reading.header.metrics : undefined;
}
