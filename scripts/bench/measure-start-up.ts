import { execFileSync } from 'node:child_process';
import { median } from 'simple-statistics';
import { mainFile } from '../../src/util/process/package-version';
import type { Absence } from './contestant';
import { runAblate } from './run-ablate';

const HELP_REPETITIONS = 11;
const RUNS = 5;

/** How long it takes until something happens; medians. */
export interface StartUp {
  /** From `ablate run` to the first completed step of the MNIST CNN. */
  readonly firstStepMs: number;
  readonly helpMs: number;
  /** An empty Node script. */
  readonly emptyMs: number;
}

/** Times the first step and the help. */
export async function measureStartUp(interruption: AbortSignal): Promise<StartUp | Absence> {
  const times: number[] = [];
  for (let round = 0; round < RUNS; round += 1) {
    const run = await runAblate(['steps=2', 'logEvery=1', 'evaluateEvery=2'], interruption);
    if ('absent' in run) return run;
    times.push(run.firstRowMs);
  }
  return { firstStepMs: median(times), ...timeHelp() };
}

function timeHelp(): Pick<StartUp, 'helpMs' | 'emptyMs'> {
  const time = (args: readonly string[]): number => {
    const start = performance.now();
    execFileSync(process.execPath, args, { stdio: 'ignore' });
    return performance.now() - start;
  };
  const pairs = Array.from({ length: HELP_REPETITIONS }, () => ({
    help: time([mainFile, '--help']),
    empty: time(['-e', '0']),
  }));
  return {
    helpMs: median(pairs.map(({ help }) => help)),
    emptyMs: median(pairs.map(({ empty }) => empty)),
  };
}
