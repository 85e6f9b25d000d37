import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { workerEnvironment } from '../../../src/launch/worker/worker-process';
import { planExecution } from '../../../src/plan/execution-plan';
import { availableCores } from '../../../src/util/process/available-cores';
import { PROJECT_ROOT } from '../../project-root';
import {
  benchEnvironment,
  findEnvironmentPython,
} from '../../python-environment/python-environment';
import type { Absence } from '../contestant';
import { clearInherited } from '../peer-environments';
import { workloadFacts, workloadSettings } from '../workload-settings';
import type { Workload } from '../workloads';

const timelineSchema = z.object({
  /** A step in Python's TensorFlow, without the trace. */
  stepMs: z.number(),
  /** The longest kernels, the longest first. Kernels run beside each other: their times add up to more. */
  kernels: z.array(
    z.object({
      /** Its node in the graph of the step. */
      name: z.string(),
      op: z.string(),
      /** In the step, median. */
      us: z.number(),
      /** By itself with all threads, on inputs of the same shapes: the best. Null where it can't be run so. */
      aloneUs: z.number().nullable(),
    }),
  ),
});

/** Where the time of a training step goes. */
export type Timeline = z.output<typeof timelineSchema>;

/** How often steps are traced, kernels are tried alone, and how many kernels are shown. */
export interface TimelineOptions {
  readonly steps: number;
  readonly repetitions: number;
  readonly kernels: number;
}

/** Traces the compiled step of a workload kernel by kernel, as TensorFlow's Python runs it. */
export async function measureTimeline(
  workload: Workload,
  options: TimelineOptions,
  interruption: AbortSignal,
): Promise<Timeline | Absence> {
  const python = findEnvironmentPython(benchEnvironment);
  if (python === undefined) return { absent: 'its Python is not set up' };
  const cores = availableCores();
  // What lies in a data set does not matter to one step.
  const small = { ...workload, examples: 2 * workload.batchSize };
  const settings = workloadSettings(small, 'compiled', cores);
  const { threadUse: threads } = planExecution(settings, workloadFacts(small));
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-timeline-'));
  const execute = promisify(execFile);
  const env = { ...process.env, ...workerEnvironment(threads) };
  try {
    const save = path.join(__dirname, 'save-step.js');
    await execute(process.execPath, [save, JSON.stringify(small), String(cores), folder], {
      env,
      signal: interruption,
    });
    const alone = { threads: cores, kernelsAtOnce: 1 };
    const script = path.join(PROJECT_ROOT, 'scripts/bench/peers/timeline.py');
    const asked = JSON.stringify({ ...options, folder, threads, alone });
    const { stdout } = await execute(python, [script, asked], {
      env: { ...env, ...clearInherited(process.env) },
      signal: interruption,
    });
    return timelineSchema.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''));
  } catch (error) {
    interruption.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    return { absent: message.trim().split('\n').at(-1) ?? 'unknown reason' };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
