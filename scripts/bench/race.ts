import { median } from 'simple-statistics';
import { type Absence, type Contestant, type Lap, startContestant } from './contestant';
import type { Entry } from './contestants';

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

/** Starts the variants of a contestant one by one; the one that is fastest over a lap stays. */
async function startFastest(
  { variants }: Entry,
  steps: number,
  interruption: AbortSignal,
): Promise<Contestant | Absence> {
  let best: { readonly contestant: Contestant; readonly msPerStep: number } | undefined;
  let reason = 'it has no way to train';
  for (const variant of variants) {
    const contestant = await startContestant(variant, interruption);
    interruption.throwIfAborted();
    if ('absent' in contestant) {
      reason = contestant.absent;
      continue;
    }
    const lap = variants.length === 1 ? { msPerStep: 0 } : await contestant.race(steps);
    interruption.throwIfAborted();
    if ('absent' in lap) {
      reason = lap.absent;
      continue;
    }
    const isFaster = best === undefined || lap.msPerStep < best.msPerStep;
    await (isFaster ? best?.contestant : contestant)?.quit();
    if (isFaster) best = { contestant, msPerStep: lap.msPerStep };
  }
  return best?.contestant ?? { absent: reason };
}

function rate({ name, version, variant }: Contestant, laps: readonly Lap[]): Standing {
  const times = laps.map(({ msPerStep }) => msPerStep);
  return {
    contestant: name,
    version,
    variant,
    msPerStep: median(times),
    range: [Math.min(...times), Math.max(...times)],
    peakMegabytes: Math.max(...laps.map(({ peakMegabytes }) => peakMegabytes)),
  };
}
