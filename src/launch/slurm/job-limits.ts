/** When a worker stops by itself before its job ends. */
export interface JobLimits {
  /** For Slurm, which counts in minutes. */
  readonly minutes: number;
  /** After so many seconds the worker saves checkpoints and ends. */
  readonly workSeconds: number;
  /** So many seconds before the end Slurm sends its signal; it may come a minute early. */
  readonly signalSeconds: number;
}

/** Saving checkpoints takes seconds; a drive that many share may take longer. */
const marginSeconds = 180;
const signalMarginSeconds = 120;
/** Of a short job no more than this share is kept back. */
const largestShare = 1 / 4;

/**
 * The deadlines of a job. Slurm tells a job its end from version 22.11 on only, and its signal may be
 * lost, so that the worker counts itself, and stops first.
 */
export function planLimits(timeMs: number): JobLimits {
  const minutes = Math.max(1, Math.ceil(timeMs / 60_000));
  const margin = Math.min(marginSeconds, Math.floor(minutes * 60 * largestShare));
  return {
    minutes,
    workSeconds: minutes * 60 - margin,
    signalSeconds: Math.floor((margin * signalMarginSeconds) / marginSeconds),
  };
}

/** Seconds before the end that the signal comes where the job does not know how long it may take. */
export const defaultSignalSeconds = signalMarginSeconds;
