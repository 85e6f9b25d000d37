import { relateSettings } from '../../plan/relate-settings';
import type { RunConfig } from '../../plan/run-config';
import { listCheckpoints, readCheckpointHeader } from '../checkpoints/checkpoint-folder';
import { confirmStatus } from '../confirm-status';
import type { RunReading } from '../read-run-folder';
import type { RunDirectory } from '../run-directory';
import { isFinal } from '../status';

/** What the results of other settings in the folder of a run are good for. */
export type Continuation =
  /** They are what the run would give: `config` is what they were trained with. */
  | { readonly kind: 'finished'; readonly config: RunConfig }
  /** Training goes on behind their step. */
  | { readonly kind: 'behind'; readonly step: number }
  /** Nothing; `reason` says what little keeps training from going on. */
  | { readonly kind: 'none'; readonly reason: string | undefined };

/**
 * Finds out whether what other settings left in the folder of a run serves the run: it observed other
 * steps, or is shorter.
 */
export function findContinuation(reading: RunReading, run: RunConfig): Continuation {
  const none = { kind: 'none', reason: undefined } as const;
  const { directory, file: recorded } = reading;
  const status = confirmStatus(reading);
  if (recorded.state !== 'sound' || !('configHash' in status)) return none;
  const { config } = recorded.value;
  if (config.configHash !== status.configHash || config.configHash === run.configHash) return none;
  const relation = relateSettings(config, run);
  switch (relation.kind) {
    case 'other':
      return { kind: 'none', reason: relation.reason };
    case 'observed':
      if (isFinal(status)) return { kind: 'finished', config };
      return goOn(directory, config);
    case 'longer':
      return goOn(directory, config);
  }
}

function goOn({ checkpoints }: RunDirectory, { configHash }: RunConfig): Continuation {
  const [newest] = listCheckpoints(checkpoints);
  const reading = newest === undefined ? undefined : readCheckpointHeader(newest);
  if (reading?.ok !== true || reading.header.configHash !== configHash) {
    return { kind: 'none', reason: 'they left no checkpoint to go on from' };
  }
  return { kind: 'behind', step: reading.header.step };
}
