import type { Environment } from '../../src/training/environment';
import type { GridRace } from './grids/race-grid';
import type { Limits } from './machine/measure-limits';
import type { ThreadScaling } from './machine/measure-threads';
import type { Timeline } from './machine/measure-timeline';
import type { StartUp } from './measure-start-up';
import type { SummariesCost } from './measure-summaries';
import type { WholeRun } from './measure-whole-run';
import type { RaceResult } from './race';
import type { Workload } from './workloads';

/** Everything that one benchmark found; null for what was not asked for or could not be measured. */
export interface BenchmarkResult {
  /** When it ended, ISO 8601. */
  readonly measuredAt: string;
  /** Repetitions of each lap. */
  readonly rounds: number;
  /** Load average over a minute when it began: what else the machine was doing. */
  readonly load: number;
  readonly environment: Environment;
  readonly races: readonly { readonly workload: Workload; readonly result: RaceResult }[];
  readonly grids: readonly GridRace[];
  readonly limits: Limits | null;
  readonly threads: readonly ThreadScaling[] | null;
  /** Of the CNN. */
  readonly timeline: Timeline | null;
  readonly wholeRun: WholeRun | null;
  readonly summaries: SummariesCost | null;
  readonly startUp: StartUp | null;
  /** Why a part is null that was asked for, by its name. */
  readonly absent: Readonly<Record<string, string>>;
}
