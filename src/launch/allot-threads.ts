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

/** How TensorFlow uses the cores that a run is given. */
export interface ThreadUse {
  /** Threads that one kernel is spread over. They decide the last digits of results. */
  readonly threads: number;
  /** Kernels that may run beside each other; they change no number. */
  readonly kernelsAtOnce: number;
}

/** Up to so many multiplications and additions, handing kernels to other threads takes longer. */
const serialWork = 2e7;

/** Up to so many, each kernel is done before a second thread is awake. */
const unspreadWork = 5e8;

/** What a run makes of the threads that it is given, by the work of one of its steps. */
export function useThreads(given: number, stepWork: number): ThreadUse {
  return {
    threads: stepWork < unspreadWork ? 1 : given,
    // More than two bring nothing: beside the gradients there are the updates of weights.
    kernelsAtOnce: stepWork < serialWork ? 1 : Math.min(given, 2),
  };
}
