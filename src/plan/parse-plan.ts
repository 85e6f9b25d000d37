import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { datasets } from '../datasets/registry';
import { sampleSchema } from '../spec/axes/sample-schema';
import { experimentShape } from '../spec/experiment-schema';
import { rankingMetricSchema } from '../spec/metric-schema';
import { isHashOf } from './hash-run';
import type { ExperimentPlan } from './plan-experiment';
import type { RunConfig, RunSettings } from './run-config';

/** Something that was written as JSON, or why it can't be what it should be. */
export type Parsing<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: string };

/** Own code is called by its content: `digits-3fa9c1d2e4b5`. */
const isDatasetName = (name: string): boolean =>
  Object.hasOwn(datasets, name) || /-[0-9a-f]{12}$/.test(name);

const runSchema = z.object({
  experiment: z.string(),
  trial: z.string(),
  runId: z.string().regex(/^[^/\\]+$/),
  seed: z.int().nonnegative(),
  axisValues: z.record(z.string(), z.json()),
  settings: z.looseObject({
    dataset: z.looseObject({ name: z.string().refine(isDatasetName, 'is no data set') }),
    model: z.looseObject({ type: z.string() }),
    optimizer: z.looseObject({ type: z.string() }),
    steps: z.int().positive(),
    batchSize: z.int().positive(),
    stepsPerEpoch: z.number().positive(),
    engine: z.string(),
  }),
  data: z
    .object({
      files: z.record(z.string(), z.string()),
      facts: z.looseObject({
        inputShape: z.array(z.int().positive()),
        classCount: z.int(),
        classNames: z.array(z.string()),
        trainCount: z.int(),
        validationCount: z.int(),
        testCount: z.int(),
      }),
    })
    .optional(),
  initialModel: z.string().optional(),
  code: z.record(z.string(), z.string()).optional(),
  configHash: z.string(),
});

const planSchema = z.object({
  experiment: z.string(),
  question: z.string().nullable(),
  description: z.string().nullable(),
  tags: z.array(z.string()),
  metric: rankingMetricSchema,
  axes: z.record(z.string(), z.array(z.json())),
  sample: sampleSchema.nullable().default(null),
  tune: z.array(z.string()).default([]),
  seeds: z.array(z.int().nonnegative()),
  mostSeeds: z.int().positive().nullable().default(null),
  confirmSeeds: z.array(z.int().nonnegative()).default([]),
  order: experimentShape.order,
  keepCheckpoints: z.int().positive().default(2),
  rungs: z.array(z.int().positive()).default([]),
  halvingFactor: z.number().nullable().default(null),
  claims: z.array(z.string()).default([]),
  published: experimentShape.published,
  runs: z.array(runSchema),
});

/**
 * Parses what `run.json` holds as `config`.
 *
 * @param planned a run whose settings have their hash: what says the same is that run, and is not proven
 * again.
 */
export function parseRunConfig(value: unknown, planned?: RunConfig): Parsing<RunConfig> {
  if (planned !== undefined && isDeepStrictEqual(value, planned))
    return { ok: true, value: planned };
  const result = runSchema.safeParse(value);
  if (!result.success) return { ok: false, reason: describeFault(result.error) };
  return checkHash(result.data);
}

/** Parses the content of `plan.json`. */
export function parsePlan(value: unknown): Parsing<ExperimentPlan> {
  const result = planSchema.safeParse(value);
  if (!result.success) return { ok: false, reason: describeFault(result.error) };
  const runs = result.data.runs.map(checkHash);
  const broken = runs.find((run) => !run.ok);
  if (broken !== undefined && !broken.ok) return broken;
  return {
    ok: true,
    value: { ...result.data, runs: runs.flatMap((run) => (run.ok ? [run.value] : [])) },
  };
}

/**
 * Settings carry their own proof: whatever has the content hash that was computed when they were
 * planned is what was planned, so that their details need no second schema.
 */
function checkHash(run: z.output<typeof runSchema>): Parsing<RunConfig> {
  const { seed, settings, configHash } = run;
  if (!isHashOf(configHash, seed, settings)) {
    return { ok: false, reason: `the settings of ${run.runId} were changed by hand` };
  }
  return { ok: true, value: { ...run, settings: settings as unknown as RunSettings } };
}

function describeFault(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? 'unknown' : `\`${issue.path.join('.')}\`: ${issue.message}`;
}
