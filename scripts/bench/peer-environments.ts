import type { ProcessEnvironment } from './contestant';

/** Variables by which a caller's shell would slow or favour libraries of numbers. */
const inherited = /^(OPENBLAS|GOTO|OMP|KMP|MKL|BLIS|VECLIB|NUMEXPR|TF_NUM|MALLOC|GLIBC_TUNABLES$)/;

/** Takes what was set for other programs out of a peer's environment; undefined means unset. */
export function clearInherited(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = Object.keys(env).filter((name) => inherited.test(name));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

const hugePages = { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' };

/**
 * Memory that is given back to the system is mapped again at the next step, page by page: buffers
 * as large as gradients are, in a process that has freed nothing large before.
 */
const keptMemory = { MALLOC_MMAP_THRESHOLD_: '1000000000', MALLOC_TRIM_THRESHOLD_: '1000000000' };

/**
 * What a user who tunes a training process on Linux sets for its memory, besides nothing; the first
 * is what Ablate sets for its own.
 * https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html
 */
export const memoryEnvironments: readonly ProcessEnvironment[] = [
  { name: 'huge pages', env: hugePages },
  { name: 'memory kept', env: keptMemory },
  { name: 'huge pages, memory kept', env: { ...hugePages, ...keptMemory } },
];
