import { availableCores } from '../../../src/util/process/available-cores';
import type { Absence } from '../contestant';
import { ablateContestant } from '../contestants';
import { type RaceResult, race } from '../race';
import type { Workload } from '../workloads';

/** How the step of a workload scales with the threads of a run. */
export interface ThreadScaling {
  readonly workload: Workload;
  /** Ablate with 1, 2, 4 and so on threads, up to one per core. */
  readonly result: RaceResult;
}

/** Up to so many cores there is nothing to see beside the steps' own parts, which take all cores. */
const fewCores = 2;

/** Lets Ablate race itself with more and more threads, in turn. */
export async function measureThreads(
  workloads: readonly Workload[],
  rounds: number,
  interruption: AbortSignal,
  cores = availableCores(),
): Promise<readonly ThreadScaling[] | Absence> {
  if (cores <= fewCores) {
    return { absent: `how a step scales shows from ${fewCores + 1} cores on; here are ${cores}` };
  }
  const scalings: ThreadScaling[] = [];
  for (const workload of workloads) {
    const entries = listThreadCounts(cores).map((threads) => {
      const name = `${threads} ${threads === 1 ? 'thread' : 'threads'}`;
      const command = { ...ablateContestant(workload, 'compiled', threads), name };
      return { name, variants: [command], environments: [] };
    });
    const result = await race(entries, workload.steps, rounds, interruption);
    scalings.push({ workload, result });
  }
  return scalings;
}

/** 1, 2, 4 and so on, and one per core. */
export function listThreadCounts(cores: number): number[] {
  const counts: number[] = [];
  for (let threads = 1; threads < cores; threads *= 2) counts.push(threads);
  return [...counts, cores];
}
