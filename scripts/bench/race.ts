import { mean, median } from 'simple-statistics';
import {
  type Absence,
  type Contestant,
  type ContestantCommand,
  type Lap,
  startContestant,
} from './contestant';
import type { Entry } from './contestants';

/** What one contestant did on one workload. */
export interface Standing {
  readonly contestant: string;
  readonly version: string;
  /** Its way to train, and the environment that serves it best. */
  readonly variant: string;
  /** Median over the repetitions. */
  readonly msPerStep: number;
  readonly meanMsPerStep: number;
  /** Fastest and slowest repetition. */
  readonly range: readonly [number, number];
  readonly peakMegabytes: number;
}

/** The standings of a workload, and who could not take part, with the reason. */
export interface RaceResult {
  readonly standings: readonly Standing[];
  readonly absent: Readonly<Record<string, string>>;
}

/**
 * Lets all contestants train the same workload in turn, round after round, so that a machine that
 * slows down slows all of them down. Who dies on the way is absent, the others go on.
 *
 * @param steps steps of one lap.
 * @throws what aborted the interruption, once no contestant runs any more.
 */
export async function race(
  entries: readonly Entry[],
  steps: number,
  rounds: number,
  interruption: AbortSignal,
): Promise<RaceResult> {
  const racing = new Map<Contestant, Lap[]>();
  const absent: Record<string, string> = {};
  try {
    for (const entry of entries) {
      const started = await startFastest(entry, steps, interruption);
      if ('absent' in started) absent[entry.name] = started.absent;
      else racing.set(started, []);
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const [contestant, laps] of racing) {
        const lap = await contestant.race(steps);
        interruption.throwIfAborted();
        if ('absent' in lap) {
          absent[contestant.name] = lap.absent;
          racing.delete(contestant);
        } else {
          laps.push(lap);
        }
      }
    }
  } finally {
    await Promise.all([...racing.keys()].map((contestant) => contestant.quit()));
  }
  return { standings: [...racing].map(([contestant, laps]) => rate(contestant, laps)), absent };
}

/** Laps by which a way to train is judged; the fastest one counts, which noise disturbs least. */
const tryLaps = 3;

/** A contestant that waits, with its time while ways were tried. */
interface Candidate {
  readonly contestant: Contestant;
  readonly command: ContestantCommand;
  readonly msPerStep: number;
}

/**
 * Starts the variants of a contestant one by one, then the fastest one in every environment; what
 * is fastest of all stays.
 */
async function startFastest(
  { variants, environments }: Entry,
  steps: number,
  interruption: AbortSignal,
): Promise<Contestant | Absence> {
  let best: Candidate | undefined;
  let reason = 'it has no way to train';
  const consider = async (command: ContestantCommand, environment?: string): Promise<void> => {
    const candidate = await startCandidate(command, variants.length > 1 ? steps : 0, interruption);
    if ('absent' in candidate) {
      reason = candidate.absent;
      return;
    }
    const isFaster = best === undefined || candidate.msPerStep < best.msPerStep;
    await (isFaster ? best : candidate)?.contestant.quit();
    if (!isFaster) return;
    const { contestant } = candidate;
    const variant = [contestant.variant, environment ?? []].flat().join(', ');
    best = { ...candidate, contestant: { ...contestant, variant } };
  };
  for (const variant of variants) await consider(variant);
  const fastest = best?.command;
  if (fastest !== undefined) {
    for (const { name, env } of environments) {
      await consider({ ...fastest, env: { ...fastest.env, ...env } }, name);
    }
  }
  return best?.contestant ?? { absent: reason };
}

/** @param steps steps of a lap; 0 where there is nothing to choose from. */
async function startCandidate(
  command: ContestantCommand,
  steps: number,
  interruption: AbortSignal,
): Promise<Candidate | Absence> {
  const contestant = await startContestant(command, interruption);
  interruption.throwIfAborted();
  if ('absent' in contestant) return contestant;
  let msPerStep = Number.POSITIVE_INFINITY;
  for (let lap = 0; lap < tryLaps && steps > 0; lap += 1) {
    const tried = await contestant.race(steps);
    interruption.throwIfAborted();
    if ('absent' in tried) return tried;
    msPerStep = Math.min(msPerStep, tried.msPerStep);
  }
  return { contestant, command, msPerStep };
}

function rate({ name, version, variant }: Contestant, laps: readonly Lap[]): Standing {
  const times = laps.map(({ msPerStep }) => msPerStep);
  return {
    contestant: name,
    version,
    variant,
    msPerStep: median(times),
    meanMsPerStep: mean(times),
    range: [Math.min(...times), Math.max(...times)],
    peakMegabytes: Math.max(...laps.map(({ peakMegabytes }) => peakMegabytes)),
  };
}
