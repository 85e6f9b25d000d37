import fs from 'node:fs';
import { z } from 'zod';
import type { RecordedRun } from './read-results';

const findingsSchema = z.object({
  /** Counts, `[true class, predicted class]`. */
  confusionMatrix: z.array(z.array(z.number())).optional().catch(undefined),
  classNames: z
    .array(z.union([z.string(), z.number()]).transform(String))
    .optional()
    .catch(undefined),
  pathologies: z
    .array(z.looseObject({ kind: z.string(), detail: z.string().optional().catch(undefined) }))
    .default([])
    .catch([]),
});

/** What was noticed about a run when it ended. */
export type Findings = z.output<typeof findingsSchema>;

/** What is on record of it: nothing yet, or nothing that can be read, or the findings. */
export type FindingsReading =
  | { readonly state: 'absent' }
  | { readonly state: 'damaged'; readonly reason: string }
  | { readonly state: 'present'; readonly findings: Findings };

/** Reads the findings of a run. */
export function readFindings({ directory, status }: RecordedRun): FindingsReading {
  if (status.state === 'outdated') return { state: 'absent' };
  let value: unknown;
  try {
    value = JSON.parse(fs.readFileSync(directory.findingsFile, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { state: 'absent' };
    return { state: 'damaged', reason: code ?? 'it is not JSON' };
  }
  const result = findingsSchema.safeParse(value);
  return result.success
    ? { state: 'present', findings: result.data }
    : { state: 'damaged', reason: 'it holds no findings' };
}
