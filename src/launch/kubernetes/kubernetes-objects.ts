import { z } from 'zod';
import { UserError } from '../../util/user-error';

const condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string().optional(),
  message: z.string().optional(),
});

const containerState = z.object({
  waiting: z.object({ reason: z.string().optional() }).optional(),
  terminated: z.object({ exitCode: z.int(), reason: z.string().optional() }).optional(),
});

const jobSchema = z.object({
  kind: z.literal('Job'),
  metadata: z.object({ name: z.string(), namespace: z.string().optional() }),
  spec: z.object({ completions: z.int().default(1), suspend: z.boolean().default(false) }),
  status: z
    .object({
      completedIndexes: z.string().default(''),
      failedIndexes: z.string().default(''),
      conditions: z.array(condition).default([]),
    })
    .prefault({}),
});

const podSchema = z.object({
  kind: z.literal('Pod'),
  metadata: z.object({
    labels: z.record(z.string(), z.string()).default({}),
    annotations: z.record(z.string(), z.string()).default({}),
    creationTimestamp: z.string().default(''),
    deletionTimestamp: z.string().optional(),
  }),
  spec: z.object({ nodeName: z.string().default('') }),
  status: z
    .object({
      phase: z.string().default('Pending'),
      reason: z.string().optional(),
      conditions: z.array(condition).default([]),
      containerStatuses: z.array(z.object({ state: containerState.prefault({}) })).default([]),
    })
    .prefault({}),
});

const listSchema = z.object({ items: z.array(z.union([jobSchema, podSchema])) });

/** What is needed of a job (batch/v1). */
export type JobObject = z.output<typeof jobSchema>;

/** What is needed of a pod (v1). */
export type PodObject = z.output<typeof podSchema>;

/**
 * Parses what `kubectl get jobs,pods --output json` printed.
 *
 * @throws UserError where it is something else.
 */
export function parseObjects(output: string): readonly (JobObject | PodObject)[] {
  const parsing = listSchema.safeParse(findJson(output));
  if (parsing.success) return parsing.data.items;
  throw new UserError('kubectl printed no list of jobs and pods');
}

/** The job in what `kubectl create --output json` printed; undefined where there is none. */
export function parseCreated(output: string): JobObject | undefined {
  const parsing = jobSchema.safeParse(findJson(output));
  return parsing.success ? parsing.data : undefined;
}

/** The object in an output; what stands in front of kubectl may print words of its own before it. */
function findJson(output: string): unknown {
  const start = output.search(/^\{/m);
  try {
    return JSON.parse(output.slice(Math.max(0, start)));
  } catch {
    return undefined;
  }
}
