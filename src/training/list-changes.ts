import { z } from 'zod';
import type { RunDirectory } from '../records/run-directory';
import { readRunFile } from '../records/run-file';
import type { RunEnvironment } from './environment';

/** What of an environment decides the last digits of results. */
const decisiveSchema = z.object({
  threads: z.number(),
  tensorflowVersion: z.string(),
  cpuModel: z.string(),
});

const names: Readonly<Record<keyof z.output<typeof decisiveSchema>, string>> = {
  threads: 'TensorFlow threads',
  tensorflowVersion: 'TensorFlow',
  cpuModel: 'the processor',
};

/** Says where the run began in another environment than the one it goes on in. */
export function listChanges(directory: RunDirectory, environment: RunEnvironment): string[] {
  const run = readRunFile(directory.runFile);
  // It only serves to warn.
  if (run.state !== 'sound') return [];
  const before = decisiveSchema.safeParse(run.value.environment);
  if (!before.success) return [];
  return decisiveSchema.keyof().options.flatMap((key) => {
    const [was, is] = [before.data[key], environment[key]];
    if (was === is) return [];
    return [`${names[key]} changed from ${was} to ${is}: the last digits of results may differ`];
  });
}
