import { setUpCommand } from '../../util/process/command-for';

/** The signals of a process that executes what is no code, or reads what is no memory. */
const crashSignals: ReadonlySet<string> = new Set(['SIGBUS', 'SIGSEGV', 'SIGILL', 'SIGABRT']);

/**
 * Why a worker's process is gone, as the error of the run that it took with it.
 *
 * @param hasTrained whether it ever got as far as the first step of a run.
 */
export function describeExit(
  code: number | null,
  signal: string | null,
  hasTrained: boolean,
): string {
  if (signal === null) return `its process ended with exit code ${code}`;
  const killed = `its process was killed by ${signal}`;
  if (signal === 'SIGKILL') return `${killed}, as the system does when memory runs out`;
  if (hasTrained || !crashSignals.has(signal)) return killed;
  return `${killed} before it trained: TensorFlow may be damaged, which \`${setUpCommand()}\` mends`;
}
