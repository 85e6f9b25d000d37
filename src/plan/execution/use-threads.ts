import type { StepFacts } from '../network/step-facts';

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
 * What a run makes of the threads that its settings give it, on whichever machine: numbers of threads
 * decide bits, so nothing but settings decides them. Convolutions are spread over all of them; the
 * products of dense layers lie in two pieces, which run beside each other.
 */
export function useThreads(given: number, { work, hasConvolutions }: StepFacts): ThreadUse {
  const threadsPerKernel = hasConvolutions ? given : Math.ceil(given / 2);
  return {
    threads: work < unspreadWork ? 1 : threadsPerKernel,
    kernelsAtOnce: work < serialWork ? 1 : Math.min(given, 2),
  };
}
