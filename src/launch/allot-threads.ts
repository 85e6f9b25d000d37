import type { StepFacts } from '../plan/step-facts';

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
const serialWork = 6e7;

/** Up to so many, each kernel is done before a second thread is awake. */
const unspreadWork = 5e8;

/**
 * What a run makes of the threads that it is given. Convolutions are spread over all of them; the
 * products of dense layers lie in two pieces, which run beside each other.
 */
export function useThreads(given: number, { work, hasConvolutions }: StepFacts): ThreadUse {
  const threadsPerKernel = hasConvolutions ? given : Math.ceil(given / 2);
  return {
    threads: work < unspreadWork ? 1 : threadsPerKernel,
    kernelsAtOnce: work < serialWork ? 1 : Math.min(given, 2),
  };
}
