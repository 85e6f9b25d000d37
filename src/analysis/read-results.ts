import fs from 'node:fs';
import { type Parsing, parsePlan } from '../plan/parse-plan';
import type { ExperimentPlan } from '../plan/plan-experiment';
import type { RunConfig } from '../plan/run-config';
import type { ExperimentDirectory } from '../records/experiment-directory';
import { type MetricsRow, readMetrics } from '../records/metrics-csv';
import type { RunDirectory } from '../records/run-directory';
import { readStatus, type StatusReading } from '../records/status';
import { UserError } from '../util/user-error';

/** How a planned run stands; `outdated` where what its folder holds came of other settings. */
export type RecordedStatus = StatusReading | { readonly state: 'outdated' };

/** A run of the plan with what its folder says. */
export interface RecordedRun {
  readonly config: RunConfig;
  readonly directory: RunDirectory;
  readonly status: RecordedStatus;
  /** Final metrics by name, where the run completed. */
  readonly metrics: Readonly<Record<string, number>> | undefined;
  /** Time spent in all attempts. */
  readonly durationMs: number | undefined;
}

/** All that is on disk of an experiment. */
export interface ExperimentResults {
  readonly directory: ExperimentDirectory;
  readonly plan: ExperimentPlan;
  /** In the order of the plan. */
  readonly runs: readonly RecordedRun[];
  /** Names of runs in the folder that are not of the plan. */
  readonly strays: readonly string[];
}

/**
 * Reads the results of an experiment.
 *
 * @throws UserError where there is no plan, or none that can be read.
 */
export function readResults(directory: ExperimentDirectory): ExperimentResults {
  const plan = readPlan(directory.planFile);
  return {
    directory,
    plan,
    runs: readPlannedRuns(plan, directory),
    strays: listStrays(plan, directory),
  };
}

/** Names of runs in a folder that are not of a plan, for instance of trials that left the spec. */
export function listStrays(plan: ExperimentPlan, directory: ExperimentDirectory): string[] {
  const planned = new Set(plan.runs.map(({ runId }) => runId));
  return directory
    .listRuns()
    .map(({ name }) => name)
    .filter((name) => !planned.has(name));
}

/** How the runs of a plan stand in a folder, whichever plan its results came of. */
export function readPlannedRuns(
  plan: ExperimentPlan,
  directory: ExperimentDirectory,
): readonly RecordedRun[] {
  return plan.runs.map((config) => readRecordedRun(config, directory.run(config.runId)));
}

function readPlan(file: string): ExperimentPlan {
  const fail = (reason: string): UserError =>
    new UserError(`${file} can't be used: ${reason}`, {
      hint: 'It is written anew by `ablate run` on the spec; results that are there stay.',
    });
  const parsing = parseJsonFile(file, parsePlan);
  if (!parsing.ok) throw fail(parsing.reason);
  return parsing.value;
}

/** Reads a JSON file and parses its content; what is wrong with either is a value. */
export function parseJsonFile<Value>(
  file: string,
  parse: (value: unknown) => Parsing<Value>,
): Parsing<Value> {
  let value: unknown;
  try {
    value = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isMissing = code === 'ENOENT';
    const reason = isMissing ? 'there is no such file' : (code ?? 'it is not JSON');
    return { ok: false, reason };
  }
  return parse(value);
}

function readRecordedRun(config: RunConfig, directory: RunDirectory): RecordedRun {
  const found = readStatus(directory.statusFile);
  const isOther = 'configHash' in found && found.configHash !== config.configHash;
  const status: RecordedStatus = isOther ? { state: 'outdated' } : found;
  return {
    config,
    directory,
    status,
    metrics: status.state === 'completed' ? status.metrics : undefined,
    durationMs: 'durationMs' in status ? status.durationMs : undefined,
  };
}

/** The logged steps of a run; none where its file is missing or damaged. */
export function readCurve(run: RecordedRun): readonly MetricsRow[] {
  if (run.status.state === 'outdated') return [];
  try {
    return readMetrics(run.directory.metricsFile).rows;
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
