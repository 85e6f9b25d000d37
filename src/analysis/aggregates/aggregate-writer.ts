import fs from 'node:fs';
import path from 'node:path';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { replaceEvents } from '../../records/replace-events';
import { describeDiskError } from '../../util/files/disk-error';
import { makeFolder } from '../../util/files/make-folder';
import { groupBy } from '../../util/group-by';
import { type RecordedRun, readCurve, readResults } from '../results/read-results';
import { aggregateCurves, chooseRuns, fewestSeeds } from './aggregate-trial';
import { describeAggregate } from './describe-aggregate';

/** How much of an experiment its aggregates show. */
export interface AggregateCoverage {
  readonly trialCount: number;
  /** Trials with a mean, each with its seeds. */
  readonly aggregated: ReadonlyMap<string, readonly number[]>;
  /** Runs that are part of no mean, because they diverged or failed. */
  readonly leftOut: readonly RecordedRun[];
}

/** What the aggregate of a trial was written from. */
interface Source {
  readonly fingerprint: string;
  readonly seeds: readonly number[];
}

/** Keeps the logdir of an experiment's aggregates up to date with the runs. */
export class AggregateWriter {
  private sources: ReadonlyMap<string, Source> = new Map();

  constructor(private readonly directory: ExperimentDirectory) {}

  /**
   * Writes the aggregate of every trial whose runs have changed since, and deletes those that have
   * lost their runs. Each is replaced as a whole, so that a kill leaves the old or the new.
   *
   * @throws UserError where the plan can't be read or the folder can't be written.
   */
  refresh(): AggregateCoverage {
    const { plan, runs } = readResults(this.directory);
    makeFolder(this.directory.aggregates);
    const trials = groupBy(runs, ({ config }) => config.trial);
    this.sources = new Map(
      [...trials].flatMap(([trial, members]) => {
        const source = this.refreshTrial(trial, members, plan.metric.name);
        return source === undefined ? [] : [[trial, source] as const];
      }),
    );
    this.deleteOthers();
    const aggregated = new Map([...this.sources].map(([trial, { seeds }]) => [trial, seeds]));
    const isLeftOut = ({ status }: RecordedRun): boolean =>
      status.state === 'diverged' || status.state === 'failed';
    return { trialCount: trials.size, aggregated, leftOut: runs.filter(isLeftOut) };
  }

  private refreshTrial(
    trial: string,
    runs: readonly RecordedRun[],
    metric: string,
  ): Source | undefined {
    const chosen = chooseRuns(runs);
    const fingerprint = takeFingerprint(chosen);
    const known = this.sources.get(trial);
    if (known?.fingerprint === fingerprint) return known;
    const curves = chosen
      .map((run) => ({ seed: run.config.seed, rows: readCurve(run) }))
      .filter(({ rows }) => rows.length > 0);
    if (curves.length < fewestSeeds) return undefined;
    const seeds = curves.map(({ seed }) => seed);
    const rows = aggregateCurves(curves.map((curve) => curve.rows));
    replaceEvents(this.folderOf(trial), describeAggregate(rows, seeds, metric));
    return { fingerprint, seeds };
  }

  private folderOf(trial: string): string {
    return path.join(this.directory.aggregates, trial);
  }

  private deleteOthers(): void {
    for (const name of fs.readdirSync(this.directory.aggregates)) {
      if (this.sources.has(name)) continue;
      const folder = this.folderOf(name);
      try {
        fs.rmSync(folder, { recursive: true, force: true });
      } catch (error) {
        throw describeDiskError(error, 'delete', folder);
      }
    }
  }
}

/** Changes whenever one of the runs does, without reading what they measured. */
function takeFingerprint(runs: readonly RecordedRun[]): string {
  const facts = runs.map(({ config, directory }) => {
    const file = fs.statSync(directory.metricsFile, { throwIfNoEntry: false });
    return [config.configHash, file?.ino, file?.size, file?.mtimeMs];
  });
  return JSON.stringify(facts);
}
