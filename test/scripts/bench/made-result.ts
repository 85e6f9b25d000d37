import type { BenchmarkResult } from '../../../scripts/bench/benchmark-result';
import type { GridStanding } from '../../../scripts/bench/grids/race-grid';
import type { Standing } from '../../../scripts/bench/race';
import { workloads } from '../../../scripts/bench/workloads';

function standing(contestant: string, msPerStep: number, variant = 'plain'): Standing {
  const range = [msPerStep * 0.9, msPerStep * 1.1] as const;
  const version = `${contestant.split(' ')[0]} 1.0`;
  return {
    contestant,
    version,
    variant,
    msPerStep,
    meanMsPerStep: msPerStep + 1,
    range,
    peakMegabytes: 1000,
  };
}

function race(name: string, standings: Standing[], absent: Record<string, string> = {}) {
  const workload = workloads.find((candidate) => candidate.name === name);
  if (workload === undefined) throw new Error(`There is no workload ${name}`);
  return { workload, result: { standings, absent } };
}

function gridStanding(contestant: string, durationMs: number, variant: string): GridStanding {
  const range = [durationMs - 100, durationMs + 100] as const;
  const meanDurationMs = durationMs + 1;
  return { contestant, variant, durationMs, meanDurationMs, range, accuracy: 0.95 };
}

/** A benchmark with figures that are easy to reckon with; no torch in it. */
export const madeResult: BenchmarkResult = {
  measuredAt: '2026-01-01T00:00:00.000Z',
  rounds: 7,
  load: 0.25,
  environment: {
    ablateVersion: '1.0',
    nodeVersion: '20.0.0',
    platform: 'linux-x64',
    cpuModel: 'Abacus',
    cores: 2,
    threads: 2,
    git: null,
  },
  races: [
    race(
      'mnist-cnn',
      [
        standing('Ablate compiled', 20),
        standing('Ablate eager', 60),
        standing('Keras', 40, 'XLA'),
        standing('PyTorch', 25, 'compile'),
      ],
      {},
    ),
    race(
      'mnist-mlp',
      [standing('Ablate compiled', 3), standing('Keras', 4, 'tf.function'), standing('NumPy', 6)],
      { PyTorch: 'it ended with exit code 1: no torch' },
    ),
    race('moons-small', [
      standing('Ablate compiled', 0.03),
      standing('Ablate reference', 0.01),
      standing('NumPy', 0.04),
    ]),
  ],
  grids: [
    {
      name: 'grid-moons',
      title: 'A grid on two moons',
      runs: 100,
      standings: [
        gridStanding('Ablate', 8000, 'ablate run'),
        gridStanding('PyTorch', 32_000, 'joblib'),
        gridStanding('JAX', 5000, 'vmap'),
      ],
      absent: { Ray: 'it is not installed' },
    },
  ],
  limits: {
    products: [{ precision: 'float32', threads: 1, gflops: 114.4 }],
    convolutions: [{ kernel: 'forward', precision: 'bfloat16', ms: 1.143 }],
  },
  threads: [
    race('mnist-cnn', [
      standing('1 thread', 24),
      standing('2 threads', 15),
      standing('4 threads', 10),
    ]),
  ],
  timeline: {
    stepMs: 13.54,
    kernels: [
      { name: 'conv2_relu/Relu', op: '_FusedConv2D', us: 2031.4, aloneUs: 1930.2 },
      { name: 'odd/Kernel', op: 'Odd', us: 1000, aloneUs: null },
    ],
  },
  wholeRun: {
    durationMs: 110_000,
    recordedDurationMs: 105_000,
    firstRowMs: 4000,
    peakMegabytes: 800,
    dataset: 'mnist',
    steps: 5000,
    bareMsPerStep: 20,
    bareLaps: [20, 20],
  },
  summaries: {
    steps: 1100,
    withMs: [31_000, 31_400],
    withoutMs: [30_000, 30_000],
    histogram: { values: 3_000_000, firstMs: 40, warmMs: 15 },
  },
  startUp: { firstStepMs: 2250, helpMs: 140, emptyMs: 40 },
  absent: {},
};
