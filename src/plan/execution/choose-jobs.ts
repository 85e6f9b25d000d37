/** Threads of a run wait for each other in a good part of a step, so that a core serves two. */
const threadsPerCore = 2;

/**
 * How many runs a grid trains at once. By default one per core, and fewer where each has many
 * threads: runs beside each other get more done than the threads of one. It changes no number.
 *
 * @param threads of the run that has most.
 * @param asked as many as the user wants.
 */
export function chooseJobs(
  runCount: number,
  cores: number,
  threads: number,
  asked = Math.floor((threadsPerCore * cores) / threads),
): number {
  return Math.max(1, Math.min(asked, runCount, cores));
}
