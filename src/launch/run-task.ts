import fs from 'node:fs';
import { z } from 'zod';
import { parseRunConfig } from '../plan/parse-plan';
import type { RunConfig } from '../plan/run-config';
import { writeFileAtomic } from '../util/files/atomic-write';
import { describeDiskError } from '../util/files/disk-error';
import { UserError } from '../util/user-error';

/** As it stands: a copy made by a schema would have its settings in another order. */
const configSchema = z.unknown().transform((value, context): RunConfig => {
  const parsing = parseRunConfig(value);
  if (parsing.ok) return value as RunConfig;
  context.addIssue(parsing.reason);
  return z.NEVER;
});

/**
 * All that a process has to know to train one run: plain data, which goes in a message or a file to
 * wherever a launcher has it executed. Executing it again goes on where the run's folder stands.
 */
export const runTaskSchema = z
  .strictObject({
    config: configSchema,
    /** Absolute path of the run's folder. */
    runFolder: z.string(),
    sources: z
      .strictObject({ folders: z.array(z.string()).readonly(), cacheFolder: z.string() })
      .readonly(),
    keepCheckpoints: z.int().positive(),
    /** The step behind which the run pauses; absent where it trains to its end. */
    pauseStep: z.int().positive().optional(),
    /** What its process has to be started with: see `workerEnvironment`. */
    threadUse: z
      .strictObject({ threads: z.int().positive(), kernelsAtOnce: z.int().positive() })
      .readonly(),
    /** What TensorBoard's HParams table shows of the run. */
    hyperparameters: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .readonly(),
    /** Commit of the folder that the grid was launched from. */
    git: z.strictObject({ commit: z.string(), dirty: z.boolean() }).readonly().nullable(),
  })
  .readonly();

/** What has to be known to train one run. */
export type RunTask = z.output<typeof runTaskSchema>;

/**
 * Writes a task for a process that is started later or elsewhere.
 *
 * @throws UserError where the file can't be written.
 */
export function writeTask(file: string, task: RunTask): void {
  writeFileAtomic(file, `${JSON.stringify(task, null, 2)}\n`);
}

/**
 * Reads what `writeTask` wrote.
 *
 * @throws UserError where there is no such file, or it holds no task.
 */
export function readTask(file: string): RunTask {
  const result = runTaskSchema.safeParse(parseJson(readText(file)));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue === undefined ? '' : `: \`${issue.path.join('.')}\`: ${issue.message}`;
  throw new UserError(`${file} is not a task${place}`);
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw describeDiskError(error, 'read', file);
  }
}

/** What is no JSON is no task either. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
