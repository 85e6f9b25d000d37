import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { resolveDatasetSources } from '../../../src/datasets/dataset-sources';
import { locateArchive } from '../../../src/datasets/idx/locate-archive';
import { mnistArchive } from '../../../src/datasets/mnist';
import { availableCores } from '../../../src/util/process/available-cores';
import { mainFile } from '../../../src/util/process/package-version';
import { PROJECT_ROOT } from '../../project-root';
import {
  findEnvironmentPython,
  gridsEnvironment,
} from '../../python-environment/python-environment';
import type { Absence } from '../contestant';
import { clearInherited } from '../peer-environments';

/** A whole command that trains a grid in an empty folder, its current one. */
export interface GridCommand {
  readonly name: string;
  /** Which of its ways this is. */
  readonly variant: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Mean test accuracy of the runs, from what it printed and left in the folder. */
  readScore(folder: string, printed: string): number;
}

/** A grid that several programs train, each in the way that its users would. */
export interface GridWorkload {
  readonly name: string;
  readonly title: string;
  readonly runs: number;
  readonly contestants: readonly (GridCommand | ({ readonly name: string } & Absence))[];
}

const peers = path.join(PROJECT_ROOT, 'scripts/bench/grids/peers');

/** The settings of the grid on two moons, for all who train it. */
const moons = {
  learningRates: [0.01, 0.03, 0.1, 0.3, 1],
  activations: ['tanh', 'relu'],
  seeds: 10,
  steps: 2000,
} as const;

const mlp = {
  optimizers: ['adam', 'sgd', 'momentum'],
  initializers: ['xavier', 'normal'],
  seeds: 3,
};
const mlpSteps = 600;

/** Both grids. */
export function listGrids(): GridWorkload[] {
  return [
    {
      name: 'grid-moons',
      title: 'A grid of 100 runs on two moons 2-3-2, full batch 200, 2,000 steps, SGD',
      runs: moons.learningRates.length * moons.activations.length * moons.seeds,
      contestants: [
        ablate(`
name: bench-moons
dataset: { name: moons, size: 200, noise: 0.2 }
model: { type: mlp, hidden: [3], activation: tanh, initializer: fanInNormal }
optimizer: { type: sgd, learningRate: 0.1 }
steps: ${moons.steps}
batchSize: full
logEvery: 500
evaluateEvery: ${moons.steps}
summaries: []
evaluate: [test]
grid:
  optimizer.learningRate: ${JSON.stringify(moons.learningRates)}
  model.activation: ${JSON.stringify(moons.activations)}
seeds: ${moons.seeds}
`),
        python('PyTorch', 'joblib, two warm workers', ['moons_joblib.py', JSON.stringify(moons)]),
        python('JAX', 'vmap over the runs, scan over the steps', [
          'moons_jax.py',
          JSON.stringify(moons),
        ]),
      ],
    },
    {
      name: 'grid-mlp',
      title: 'A grid of 18 runs on MNIST, MLP 784-500-250-100-10, batch 64, 600 steps',
      runs: mlp.optimizers.length * mlp.initializers.length * mlp.seeds,
      contestants: [
        ablate(`
name: bench-mlp
dataset: mnist
model: { type: mlp, hidden: [500, 250, 100], activation: relu, initializer: xavier }
optimizer: { type: adam, learningRate: 1e-3 }
steps: ${mlpSteps}
batchSize: 64
logEvery: 100
evaluateEvery: ${mlpSteps}
checkpointEvery: ${mlpSteps}
summaries: []
evaluate: [test]
grid:
  optimizer:
    - { type: adam, learningRate: 1e-3 }
    - { type: sgd, learningRate: 0.1 }
    - { type: momentum, learningRate: 0.1, momentum: 0.9 }
  model.initializer: [xavier, { type: truncatedNormal, stddev: 0.1 }]
seeds: ${mlp.seeds}
`),
        hydra(),
      ],
    },
  ];
}

/** What `ablate run --json` says, as far as it is needed. */
const ablateSchema = z.object({
  experiments: z.array(
    z.object({
      runs: z.array(z.object({ metrics: z.record(z.string(), z.number()).optional() })),
    }),
  ),
});

/** `ablate run`, with all that it leaves: curves, checkpoints, models, pictures, a ranking. */
function ablate(spec: string): GridCommand {
  const script = `require('node:fs').writeFileSync('spec.yaml', ${JSON.stringify(spec)});
    process.argv = [process.argv[0], ${JSON.stringify(mainFile)}, 'run', 'spec.yaml', '--quiet', '--json'];
    require(${JSON.stringify(mainFile)});`;
  return {
    name: 'Ablate',
    variant: 'ablate run',
    command: process.execPath,
    args: ['-e', script],
    readScore(_, printed) {
      const { experiments } = ablateSchema.parse(JSON.parse(printed));
      const runs = experiments.flatMap((experiment) => experiment.runs);
      return mean(runs.map(({ metrics }) => metrics?.['test/accuracy'] ?? Number.NaN));
    },
  };
}

function python(
  name: string,
  variant: string,
  [file = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv = {},
): GridCommand | ({ name: string } & Absence) {
  const command = findEnvironmentPython(gridsEnvironment);
  if (command === undefined) return { name, absent: 'its Python is not set up' };
  return {
    name,
    variant,
    command,
    args: [path.join(peers, file), ...args],
    env: { ...clearInherited(process.env), ...env },
    readScore: (_, printed) =>
      (JSON.parse(printed.trimEnd().split('\n').at(-1) ?? '') as { accuracy: number }).accuracy,
  };
}

function hydra(): GridCommand | ({ name: string } & Absence) {
  const name = 'Hydra, PyTorch';
  const files = locateArchive(mnistArchive, resolveDatasetSources({ download: false }));
  if (files === undefined) return { name, absent: 'it needs the files of MNIST in a folder' };
  const jobs = availableCores();
  const sweep = [
    'mlp_hydra.py',
    '--multirun',
    'hydra/launcher=joblib',
    `hydra.launcher.n_jobs=${jobs}`,
    `optimizer=${mlp.optimizers.join(',')}`,
    `initializer=${mlp.initializers.join(',')}`,
    `seed=${Array.from({ length: mlp.seeds }, (_, seed) => seed).join(',')}`,
    `steps=${mlpSteps}`,
  ];
  const made = python(name, `joblib launcher, ${jobs} jobs of one thread`, sweep, {
    MNIST_FOLDER: path.dirname(files.trainImages),
  });
  return 'absent' in made ? made : { ...made, readScore: readScores };
}

/** What each run of Hydra left, in a folder of its own. */
function readScores(folder: string): number {
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name).startsWith('score-'));
  return mean(files.map((name) => Number(fs.readFileSync(path.join(folder, name), 'utf8'))));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
