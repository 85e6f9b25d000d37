import type { RaceResult } from './race';
import type { WholeRun } from './time-whole-run';
import type { Workload } from './workloads';

/** Everything that one benchmark found. */
export interface BenchmarkResult {
  readonly machine: { readonly cpu: string; readonly cores: number; readonly node: string };
  readonly races: readonly { readonly workload: Workload; readonly result: RaceResult }[];
  /** A whole run of the CNN with all summaries, checkpoints and evaluation. */
  readonly wholeRun: (WholeRun & { readonly steps: number }) | null;
  /** From `ablate run` to the first completed step of the CNN. */
  readonly firstStepMs: number | null;
  /** `ablate --help` and an empty Node script, medians. */
  readonly help: { readonly helpMs: number; readonly emptyMs: number };
}
