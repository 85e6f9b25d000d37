import { z } from 'zod';
import { type Continuation, findContinuation } from '../../records/continuation/find-continuation';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { identifyRun } from '../../records/identify-run';
import { readJsonFile } from '../../records/read-json-file';
import { findReplacedRun } from '../../records/replaced/replaced-folder';
import { isFinal } from '../../records/status';
import { type Difference, listDifferences } from './list-differences';
import { listStrays, type PlannedRuns, type RecordedRun } from './read-results';

/** What other settings left under the name of a run. */
export interface OutdatedRun {
  readonly run: RecordedRun;
  /** Whether there is something to lose: it has ended, or was trained for a while. */
  readonly hasResults: boolean;
  /** The settings that differ, then and now; undefined where those of then can't be read. */
  readonly differences: readonly Difference[] | undefined;
  /** Whether training goes on where it ended, or what keeps it from that. */
  readonly continuation: Continuation;
}

/** How the runs of a plan stand in a folder, whichever plan its results came of. */
export interface PlanSurvey {
  /** In the order of the plan. */
  readonly runs: readonly RecordedRun[];
  /** The runs whose names hold results of other settings: running the plan puts those aside. */
  readonly outdated: readonly OutdatedRun[];
  /** Ids of runs that were run with these settings before: running the plan brings those back. */
  readonly returning: ReadonlySet<string>;
  /** Names of runs in the folder that are not of the plan. */
  readonly strays: readonly string[];
}

/** Looks at a folder of results as `ablate run` would with this plan, and changes nothing. */
export function surveyPlan(
  { plan, runs }: PlannedRuns,
  directory: ExperimentDirectory,
): PlanSurvey {
  const outdated = runs.filter(({ status }) => status.state === 'outdated');
  const returning = runs.filter((run) => isReturning(directory, run));
  return {
    runs,
    outdated: outdated.map((run) => ({
      run,
      hasResults: hasResults(run),
      differences: findDifferences(run),
      continuation: findContinuation(run.reading, run.config),
    })),
    returning: new Set(returning.map(({ config }) => config.runId)),
    strays: listStrays(plan, directory),
  };
}

function isReturning(directory: ExperimentDirectory, { config, reading }: RecordedRun): boolean {
  const { runId, configHash } = config;
  const found = identifyRun(reading);
  if (found.kind === 'known' && found.configHash === configHash) return false;
  return findReplacedRun(directory, runId, configHash) !== undefined;
}

function hasResults({ reading }: RecordedRun): boolean {
  const { status } = reading;
  return isFinal(status) || ('step' in status && status.step !== undefined && status.step > 0);
}

/** Read loosely: it may be of another version, with settings that are not known here. */
const runFileSchema = z.looseObject({
  config: z.looseObject({ seed: z.number(), settings: z.record(z.string(), z.unknown()) }),
});

function findDifferences({ config, directory }: RecordedRun): Difference[] | undefined {
  const found = readJsonFile(directory.runFile, (value) => {
    const file = runFileSchema.safeParse(value);
    return file.success
      ? { ok: true, value: file.data.config }
      : { ok: false, reason: 'it holds no run' };
  });
  if (found.state !== 'sound') return undefined;
  const then = { seed: found.value.seed, ...found.value.settings };
  return listDifferences(then, { seed: config.seed, ...config.settings });
}
