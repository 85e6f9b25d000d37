import { median } from 'simple-statistics';
import { type Contestant, type ContestantCommand, startContestant } from './contestant';
import type { Workload } from './workloads';

/** What one contestant did on one workload. */
export interface Standing {
  readonly contestant: string;
  readonly version: string;
  readonly variant: string;
  readonly msPerStep: number;
  /** Fastest and slowest repetition. */
  readonly range: readonly [number, number];
  readonly peakMegabytes: number;
}

/** The standings of a workload, and who could not take part. */
export interface RaceResult {
  readonly standings: readonly Standing[];
  readonly absent: Readonly<Record<string, string>>;
}

/**
 * Lets all contestants train the same workload in turn, round after round, so that a machine that
 * slows down slows all of them down.
 */
export async function race(
  workload: Workload,
  commands: readonly ContestantCommand[],
  rounds: number,
): Promise<RaceResult> {
  const contestants: Contestant[] = [];
  const absent: Record<string, string> = {};
  for (const command of commands) {
    const started = await startContestant(command);
    if ('absent' in started) absent[command.name] = started.absent;
    else contestants.push(started);
  }
  const laps = new Map(contestants.map(({ name }) => [name, [] as number[]]));
  const peaks = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) {
    for (const contestant of contestants) {
      const lap = await contestant.race(workload.steps);
      laps.get(contestant.name)?.push(lap.msPerStep);
      peaks.set(contestant.name, lap.peakMegabytes);
    }
  }
  for (const contestant of contestants) contestant.quit();
  const standings = contestants.map(({ name, version, variant }): Standing => {
    const times = laps.get(name) ?? [];
    return {
      contestant: name,
      version,
      variant,
      msPerStep: median(times),
      range: [Math.min(...times), Math.max(...times)],
      peakMegabytes: peaks.get(name) ?? Number.NaN,
    };
  });
  return { standings, absent };
}
