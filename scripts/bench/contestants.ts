import path from 'node:path';
import { workerEnvironment } from '../../src/launch/worker/worker-process';
import { planExecution } from '../../src/plan/execution-plan';
import type { EngineName } from '../../src/spec/experiment-schema';
import { availableCores } from '../../src/util/process/available-cores';
import { cpuFeatures, multipliesBfloat16 } from '../../src/util/process/cpu-features';
import { PROJECT_ROOT } from '../project-root';
import { benchEnvironment, findEnvironmentPython } from '../python-environment/python-environment';
import type { ContestantCommand, ProcessEnvironment } from './contestant';
import { clearInherited, memoryEnvironments } from './peer-environments';
import { workloadFacts, workloadSettings } from './workload-settings';
import type { Workload } from './workloads';

const peersFolder = path.join(PROJECT_ROOT, 'scripts/bench/peers');

/** A contestant and its ways to train, of which the fastest races. */
export interface Entry {
  readonly name: string;
  readonly variants: readonly ContestantCommand[];
  /** Tried with the fastest variant, besides no change: it races in what serves it best. */
  readonly environments: readonly ProcessEnvironment[];
}

/** Whether this machine's CPU computes in the precision of a workload. */
export function canCompute({ precision }: Workload): boolean {
  return precision === 'float32' || multipliesBfloat16(cpuFeatures());
}

/** Who trains a workload. */
export function listEntries(workload: Workload): Entry[] {
  const isDense = workload.kind === 'dense';
  const isSmall = isDense && workload.batchSize === workload.examples;
  const ablate = (engine: EngineName): Entry => {
    const command = ablateContestant(workload, engine);
    return { name: command.name, variants: [command], environments: [] };
  };
  // Dense networks may be faster where many steps are one call, and where NumPy or PyTorch users
  // write the update of gradient descent themselves.
  const kerasWays = isDense
    ? ['tf.function', 'XLA', 'tf.function, 20 steps per call', 'XLA, 20 steps per call']
    : ['tf.function', 'XLA'];
  const torchWays = isDense
    ? ['eager', 'own update', 'compile', 'compile, own update']
    : ['eager', 'compile'];
  const isReduced = workload.precision !== 'float32';
  return [
    ablate('compiled'),
    // What a reduced precision is worth is seen beside the ordinary one, in the same laps.
    isReduced ? inFloat32(workload) : ablate('eager'),
    // The from-scratch network is made for small ones; a large one would take most of the time.
    ...(isSmall ? [ablate('reference')] : []),
    peer(workload, 'Keras', 'keras_peer.py', listWays(isDense, kerasWays)),
    peer(workload, 'PyTorch', 'pytorch_peer.py', listWays(isDense, torchWays)),
    ...(isDense
      ? [peer(workload, 'NumPy', 'numpy_peer.py', listWays(isDense, ['plain', 'in place']))]
      : []),
  ];
}

/** The compiled engine in the ordinary precision, for comparison. */
function inFloat32(workload: Workload): Entry {
  const command = ablateContestant({ ...workload, precision: 'float32' }, 'compiled');
  const name = 'Ablate float32';
  return { name, variants: [{ ...command, name }], environments: [] };
}

/**
 * Bare training by one of Ablate's engines, in the environment that `ablate run` gives it.
 *
 * @param threads as in the settings of a run.
 */
export function ablateContestant(
  workload: Workload,
  engine: EngineName,
  threads = availableCores(),
): ContestantCommand {
  const settings = workloadSettings(workload, engine, threads);
  const { threadUse } = planExecution(settings, workloadFacts(workload));
  const script = path.join(__dirname, 'ablate-contestant.js');
  return {
    name: `Ablate ${engine}`,
    command: process.execPath,
    args: [script, JSON.stringify(workload), engine, String(threads)],
    env: workerEnvironment(threadUse),
  };
}

/** A way of a peer to train. */
interface Way {
  readonly way: string;
  readonly threads: number;
}

/** Dense networks may be faster where no threads wait for each other: peers may choose. */
function listWays(isDense: boolean, ways: readonly string[]): Way[] {
  const cores = availableCores();
  const threadCounts = isDense && cores > 1 ? [cores, 1] : [cores];
  return ways.flatMap((way) => threadCounts.map((threads) => ({ way, threads })));
}

function peer(workload: Workload, name: string, file: string, ways: readonly Way[]): Entry {
  return {
    name,
    variants: ways.map((way) => ({
      name,
      command: findEnvironmentPython(benchEnvironment) ?? 'python3',
      args: [path.join(peersFolder, file), JSON.stringify({ ...workload, ...way })],
      // NumPy's products and PyTorch's kernels read how many threads they have when they are loaded.
      env: {
        ...clearInherited(process.env),
        OPENBLAS_NUM_THREADS: String(way.threads),
        OMP_NUM_THREADS: String(way.threads),
      },
    })),
    environments: memoryEnvironments,
  };
}
