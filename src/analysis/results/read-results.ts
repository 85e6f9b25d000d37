import { parsePlan } from '../../plan/parse-plan';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import { confirmStatus } from '../../records/confirm-status';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { findMetricsFault } from '../../records/metrics/check-metrics';
import { type MetricsRow, readMetrics, readMetricsBytes } from '../../records/metrics/metrics-csv';
import { readJsonFile } from '../../records/read-json-file';
import { type RunReading, readRunFolder } from '../../records/read-run-folder';
import type { RunDirectory } from '../../records/run-directory';
import type { StatusReading } from '../../records/status';
import { commandFor } from '../../util/process/command-for';
import { UserError } from '../../util/user-error';

/** How a planned run stands; `outdated` where what its folder holds came of other settings. */
export type RecordedStatus = StatusReading | { readonly state: 'outdated' };

/** A run of the plan with what its folder says. */
export interface RecordedRun {
  readonly config: RunConfig;
  readonly directory: RunDirectory;
  /** What its folder says, as it stands there. */
  readonly reading: RunReading;
  readonly status: RecordedStatus;
  /** Final metrics by name, where the run completed. */
  readonly metrics: Readonly<Record<string, number>> | undefined;
  /** Time spent in all attempts. */
  readonly durationMs: number | undefined;
}

/** The runs of a plan as they were found at one moment. */
export interface PlannedRuns {
  readonly plan: ExperimentPlan;
  /** In the order of the plan. */
  readonly runs: readonly RecordedRun[];
}

/** All that is on disk of an experiment. */
export interface ExperimentResults extends PlannedRuns {
  readonly directory: ExperimentDirectory;
}

/**
 * Reads the results of an experiment.
 *
 * @throws UserError where there is no plan, or none that can be read.
 */
export function readResults(directory: ExperimentDirectory): ExperimentResults {
  const plan = readPlan(directory);
  return { directory, plan, runs: readPlannedRuns(plan, directory) };
}

/** Names of runs in a folder that are not of a plan, for instance of trials that left the spec. */
export function listStrays(plan: ExperimentPlan, directory: ExperimentDirectory): string[] {
  const planned = new Set(plan.runs.map(({ runId }) => runId));
  return directory.listRuns((name) => !planned.has(name)).map(({ name }) => name);
}

/**
 * How the runs of a plan stand in a folder, whichever plan its results came of.
 *
 * @param known of an earlier plan, in its order: runs that are the same ones are not read again.
 */
export function readPlannedRuns(
  plan: ExperimentPlan,
  directory: ExperimentDirectory,
  known: readonly RecordedRun[] = [],
): readonly RecordedRun[] {
  return plan.runs.map((config, index) => {
    const found = known[index];
    return found?.config === config ? found : readRecordedRun(config, directory.run(config.runId));
  });
}

/**
 * Reads the plan that was run in a folder.
 *
 * @throws UserError where there is none, or none that can be read.
 */
export function readPlan({ planFile }: ExperimentDirectory): ExperimentPlan {
  const reading = readJsonFile(planFile, parsePlan);
  if (reading.state === 'sound') return reading.value;
  const reason = reading.state === 'absent' ? 'there is no such file' : reading.reason;
  throw new UserError(`${planFile} can't be used: ${reason}`, {
    hint: `It is damaged or of another version. Running the spec writes it anew, results of the same settings stay: ${commandFor('run')} SPEC`,
  });
}

function readRecordedRun(config: RunConfig, directory: RunDirectory): RecordedRun {
  const reading = readRunFolder(directory, config);
  const found = confirmStatus(reading);
  const configHash = 'configHash' in found ? found.configHash : hashIn(reading);
  const isOther = configHash !== undefined && configHash !== config.configHash;
  const status: RecordedStatus = isOther ? { state: 'outdated' } : found;
  return {
    config,
    directory,
    reading,
    status,
    metrics: status.state === 'completed' ? status.metrics : undefined,
    durationMs: 'durationMs' in status ? status.durationMs : undefined,
  };
}

function hashIn({ file }: RunReading): string | undefined {
  return file.state === 'sound' ? file.value.config.configHash : undefined;
}

/** The logged steps of a run; none where its file is missing or damaged. */
export function readCurve(run: RecordedRun): readonly MetricsRow[] {
  if (run.status.state === 'outdated' || findCurveFault(run) !== undefined) return [];
  return readMetrics(run.directory.metricsFile).rows;
}

/**
 * Why a run that has begun has no curve that can be shown, as the end of a sentence that begins with
 * the run; undefined where it has one, or has yet to begin.
 */
export function findCurveFault({ status, directory }: RecordedRun): string | undefined {
  if (status.state === 'absent' || status.state === 'outdated') return undefined;
  try {
    const fault = findMetricsFault(readMetricsBytes(directory.metricsFile));
    return fault === undefined ? undefined : `its metrics.csv ${fault}`;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
