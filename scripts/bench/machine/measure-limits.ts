import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { availableCores } from '../../../src/util/process/available-cores';
import { cpuFeatures, multipliesBfloat16 } from '../../../src/util/process/cpu-features';
import { PROJECT_ROOT } from '../../project-root';
import {
  benchEnvironment,
  findEnvironmentPython,
} from '../../python-environment/python-environment';
import type { Absence } from '../contestant';
import { clearInherited } from '../peer-environments';

const limitsSchema = z.object({
  /** Products of square matrices in PyTorch; billions of operations a second. */
  products: z.array(z.object({ precision: z.string(), threads: z.number(), gflops: z.number() })),
  /** Kernels of the CNN's second convolution alone, with all threads. */
  convolutions: z.array(z.object({ kernel: z.string(), precision: z.string(), ms: z.number() })),
});

/** What the machine's arithmetic reaches, best of several tries. */
export type Limits = z.output<typeof limitsSchema>;

/** How large the products are, and how often each is tried. */
export interface LimitsOptions {
  readonly size: number;
  readonly repetitions: number;
}

/** Measures what bounds a training step: peak products, and convolutions that have the machine alone. */
export async function measureLimits(
  { size, repetitions }: LimitsOptions,
  interruption: AbortSignal,
): Promise<Limits | Absence> {
  const python = findEnvironmentPython(benchEnvironment);
  if (python === undefined) return { absent: 'its Python is not set up' };
  const precisions = multipliesBfloat16(cpuFeatures()) ? ['float32', 'bfloat16'] : ['float32'];
  const threads = [...new Set([1, availableCores()])];
  const options = JSON.stringify({ size, repetitions, precisions, threads });
  const script = path.join(PROJECT_ROOT, 'scripts/bench/peers/limits.py');
  try {
    const { stdout } = await promisify(execFile)(python, [script, options], {
      env: { ...process.env, ...clearInherited(process.env) },
      signal: interruption,
    });
    return limitsSchema.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''));
  } catch (error) {
    interruption.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    return { absent: message.trim().split('\n').at(-1) ?? 'unknown reason' };
  }
}
