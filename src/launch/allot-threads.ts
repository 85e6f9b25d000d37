/** How a grid shares the machine. */
export interface Allotment {
  /** Runs at once. */
  readonly jobs: number;
  /** TensorFlow threads of each. */
  readonly threads: number;
}

/**
 * Shares cores among runs. Runs beside each other with a thread each get more done than one run
 * with all threads, because much of a step is serial; what is asked for explicitly is kept, as
 * long as no more threads run than there are cores.
 */
export function allotThreads(
  runCount: number,
  cores: number,
  asked: { jobs?: number | undefined; threads?: number | undefined } = {},
): Allotment {
  const threadsAsked = Math.min(asked.threads ?? 1, cores);
  const jobs = Math.max(
    1,
    Math.min(asked.jobs ?? cores, runCount, Math.floor(cores / threadsAsked)),
  );
  const threads = asked.threads === undefined ? Math.floor(cores / jobs) : threadsAsked;
  return { jobs, threads: Math.max(1, threads) };
}

/** Up to so many multiplications and additions, a step is done before a second thread is awake. */
const oneThreadWork = 5e8;

/** The threads that a run is given of those allotted to it, by the work of one of its steps. */
export function limitThreads(threads: number, stepWork: number): number {
  return stepWork < oneThreadWork ? 1 : threads;
}
