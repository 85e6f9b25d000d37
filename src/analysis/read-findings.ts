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

/** Reads the findings of a run; undefined where there are none that can be read. */
export function readFindings({ directory, status }: RecordedRun): Findings | undefined {
  if (status.state === 'outdated') return undefined;
  try {
    const text = fs.readFileSync(directory.findingsFile, 'utf8');
    const result = findingsSchema.safeParse(JSON.parse(text));
    return result.success ? result.data : undefined;
  } catch {
    // Older runs have none, and a report is not the place to complain about a damaged one.
    return undefined;
  }
}
