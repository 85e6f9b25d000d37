import fs from 'node:fs';
import { z } from 'zod';
import type { NamedTensors } from '../engine/engine';
import type { RunConfig } from '../plan/run-config';
import type { Checkpoint } from '../records/checkpoint';
import { readCheckpoint, readNewestCheckpoint } from '../records/checkpoint-folder';
import type { RunDirectory } from '../records/run-directory';
import { isFinal, readStatus } from '../records/status';
import { type EarlyStoppingPosition, parsePosition } from './early-stopping';
import type { RunEnvironment } from './environment';

/** Where training goes on. */
export interface Resume {
  readonly step: number;
  readonly state?: NamedTensors;
  /** What early stopping had seen. */
  readonly position?: EarlyStoppingPosition | undefined;
  /** Checkpoints that could not be used, and what makes this attempt unlike the last, in words. */
  readonly warnings: readonly string[];
}

/**
 * Finds the newest sound checkpoint of this very configuration, unless the run already has an end
 * or its metrics are gone.
 */
export function findResume(
  config: RunConfig,
  directory: RunDirectory,
  environment: RunEnvironment,
): Resume {
  const status = readStatus(directory.statusFile);
  const isOther = 'configHash' in status && status.configHash !== config.configHash;
  if (isOther || isFinal(status)) return { step: 0, warnings: [] };
  const { earlyStopping } = config.settings;
  const positionOf = ({ position }: Checkpoint) => parsePosition(earlyStopping, position);
  const { checkpoint, damaged } = readNewestCheckpoint(
    directory.checkpoints,
    config.configHash,
    (candidate) => {
      const parsing = positionOf(candidate);
      return parsing.ok ? findBestFault(parsing.position, directory) : parsing.reason;
    },
  );
  const warnings = damaged.map(({ file, reason }) => `${file} can't be used: ${reason}`);
  if (checkpoint === undefined) return { step: 0, warnings };
  if (!fs.existsSync(directory.metricsFile)) {
    const lost = `${directory.metricsFile} is gone, so the run begins anew`;
    return { step: 0, warnings: [...warnings, lost] };
  }
  const { step } = checkpoint;
  const parsing = positionOf(checkpoint);
  const position = parsing.ok ? parsing.position : undefined;
  const state = checkpoint.tensors as NamedTensors;
  const changes = listChanges(directory, environment);
  return { step, state, position, warnings: [...warnings, ...changes] };
}

/** Why early stopping could not put the best weights back at the end, where it will want to. */
function findBestFault(
  position: EarlyStoppingPosition | undefined,
  { bestFile }: RunDirectory,
): string | undefined {
  if (position === undefined || position.bestStep === 0) return undefined;
  const best = readCheckpoint(bestFile);
  return best.ok ? undefined : `the best weights so far, ${bestFile}, are lost: ${best.reason}`;
}

/** What of an environment decides the last digits of results. */
const decisiveSchema = z.object({
  threads: z.number(),
  tensorflowVersion: z.string(),
  cpuModel: z.string(),
});
const runFileSchema = z.object({ environment: decisiveSchema });

const names: Readonly<Record<keyof z.output<typeof decisiveSchema>, string>> = {
  threads: 'TensorFlow threads',
  tensorflowVersion: 'TensorFlow',
  cpuModel: 'the processor',
};

/** Says where the run began in another environment than the one it goes on in. */
function listChanges(directory: RunDirectory, environment: RunEnvironment): string[] {
  const before = readEnvironment(directory);
  if (before === undefined) return [];
  return decisiveSchema.keyof().options.flatMap((key) => {
    const [was, is] = [before[key], environment[key]];
    if (was === is) return [];
    return [`${names[key]} changed from ${was} to ${is}: the last digits of results may differ`];
  });
}

function readEnvironment(directory: RunDirectory) {
  try {
    const value: unknown = JSON.parse(fs.readFileSync(directory.runFile, 'utf8'));
    return runFileSchema.safeParse(value).data?.environment;
  } catch {
    // It only serves to warn.
    return undefined;
  }
}
