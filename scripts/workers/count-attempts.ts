import type { ExperimentDirectory } from '../../src/records/experiment-directory';
import { readStatus } from '../../src/records/status';

/** What became of many runs. */
export interface ManyRunsResult {
  readonly runs: number;
  readonly completed: number;
  /** How often training was begun, all runs together. */
  readonly attempts: number;
  /** Runs that were executed more often than they had to be. */
  readonly executedTwice: readonly string[];
  readonly seconds: number;
}

/** Nobody interrupted anything. */
const undisturbed: ReadonlyMap<string, number> = new Map();

/**
 * Holds what workers printed against what had to be done.
 *
 * @param outputs what each worker printed, which says of each run that it was begun.
 * @param interruptions how often the worker of a run was killed while it had the run, by run.
 */
export function judgeAttempts(
  directory: ExperimentDirectory,
  outputs: readonly string[],
  seconds: number,
  interruptions: ReadonlyMap<string, number> = undisturbed,
): ManyRunsResult {
  const attempts = countAttempts(outputs);
  const runs = directory.listRuns();
  const isOften = ([run, count]: readonly [string, number]): boolean =>
    count > 1 + (interruptions.get(run) ?? 0);
  return {
    runs: runs.length,
    completed: runs.filter(({ statusFile }) => readStatus(statusFile).state === 'completed').length,
    attempts: [...attempts.values()].reduce((sum, count) => sum + count, 0),
    executedTwice: [...attempts].filter(isOften).map(([run]) => run),
    seconds,
  };
}

/** How often runs were begun, in the lines of workers: `base-s7 started`. */
function countAttempts(outputs: readonly string[]): Map<string, number> {
  const attempts = new Map<string, number>();
  for (const [, run = ''] of outputs.join('\n').matchAll(/^ *(\S+) (?:started|goes on behind)/gm)) {
    attempts.set(run, (attempts.get(run) ?? 0) + 1);
  }
  return attempts;
}
