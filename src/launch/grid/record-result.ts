import type { RunConfig } from '../../plan/run-config';
import type { RunDirectory } from '../../records/run-directory';
import { writeRunResult } from '../../records/session-files';
import type { RunStatus } from '../../records/status';
import { buildRunResult } from '../../records/summaries/run-result';
import { UserError } from '../../util/user-error';

/**
 * Tells TensorBoard what a run counts as, so that its HParams page has the numbers of every other
 * table. What can't be written now is written by the next launch.
 */
export function recordResult(directory: RunDirectory, config: RunConfig, status: RunStatus): void {
  const step = 'step' in status ? (status.step ?? 0) : 0;
  try {
    writeRunResult(directory.events, step, buildRunResult({ config, status }));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}
