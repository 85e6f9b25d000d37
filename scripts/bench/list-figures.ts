import { median } from 'simple-statistics';
import type { BenchmarkResult } from './benchmark-result';
import type { Standing } from './race';

/** A figure that Ablate is judged by: it is to be at most its target. */
export interface Figure {
  readonly name: string;
  /** Null where it was not measured. */
  readonly seen: number | null;
  readonly target: number;
  /** What it is a ratio to, or its unit. */
  readonly unit: string;
}

/** All figures that have a target, with what a benchmark saw. */
export function listFigures(result: BenchmarkResult): Figure[] {
  const { wholeRun, startUp } = result;
  return [
    compareSteps(result, 'mnist-cnn', 'compiled', ['Keras', 'PyTorch'], 0.75),
    compareSteps(result, 'mnist-cnn', 'compiled', ['Ablate eager'], 0.42),
    compareSteps(result, 'mnist-cnn-bfloat16', 'compiled', ['Ablate float32'], 0.75),
    compareSteps(result, 'mnist-cnn-bfloat16', 'compiled', ['Keras', 'PyTorch'], 0.95),
    compareSteps(result, 'mnist-mlp', 'compiled', ['Keras', 'PyTorch', 'NumPy'], 0.75),
    compareSteps(result, 'moons-small', 'compiled', ['Keras', 'PyTorch', 'NumPy'], 0.55),
    compareSteps(result, 'moons-deep', 'compiled', ['Keras', 'PyTorch', 'NumPy'], 0.6),
    compareSteps(result, 'moons-small', 'reference', ['NumPy'], 0.5),
    compareGrid(result, 'grid-moons', 'PyTorch', 0.3),
    compareGrid(result, 'grid-moons', 'JAX', 2),
    compareGrid(result, 'grid-mlp', 'Hydra, PyTorch', 0.4),
    {
      name: 'whole run of mnist-cnn',
      seen: wholeRun && compareWholeRun(wholeRun),
      target: 1.08,
      unit: 'to bare training',
    },
    { name: 'first step', seen: startUp && startUp.firstStepMs / 1000, target: 2.5, unit: 's' },
    {
      name: 'ablate --help, over an empty script',
      seen: startUp && startUp.helpMs - startUp.emptyMs,
      target: 150,
      unit: 'ms',
    },
    {
      name: 'peak memory of the whole run',
      seen: compareMemory(result),
      target: 1,
      unit: 'to bare training in Keras',
    },
  ];
}

/** Duration of a whole run to that of bare training of as many steps. */
export function compareWholeRun({
  durationMs,
  bareMsPerStep,
  steps,
}: NonNullable<BenchmarkResult['wholeRun']>): number {
  return durationMs / (bareMsPerStep * steps);
}

/** Peak memory of the whole run to that of Keras training the same network; null without either. */
export function compareMemory(result: BenchmarkResult): number | null {
  const keras = findStanding(result, 'mnist-cnn', 'Keras');
  const peak = result.wholeRun?.peakMegabytes ?? 0;
  return keras === undefined || peak === 0 ? null : peak / keras.peakMegabytes;
}

/** Share of a run's time that recording all summaries adds. */
export function compareSummaries({
  withMs,
  withoutMs,
}: NonNullable<BenchmarkResult['summaries']>): number {
  return median([...withMs]) / median([...withoutMs]) - 1;
}

/** A step under one of Ablate's engines to that of the fastest of others. */
function compareSteps(
  result: BenchmarkResult,
  workload: string,
  engine: string,
  others: readonly string[],
  target: number,
): Figure {
  const own = findStanding(result, workload, `Ablate ${engine}`);
  const fastest = others
    .flatMap((name) => findStanding(result, workload, name) ?? [])
    .reduce<Standing | undefined>(
      (best, other) => (best === undefined || other.msPerStep < best.msPerStep ? other : best),
      undefined,
    );
  return {
    name: `step of ${workload}, ${engine}`,
    seen: own && fastest ? own.msPerStep / fastest.msPerStep : null,
    target,
    unit: `to ${fastest?.contestant ?? others.join(' and ')}`,
  };
}

/** A whole grid to that of another program. */
function compareGrid(
  { grids }: BenchmarkResult,
  name: string,
  other: string,
  target: number,
): Figure {
  const standings = grids.find((grid) => grid.name === name)?.standings ?? [];
  const timeOf = (program: string): number | undefined =>
    standings.find(({ contestant }) => contestant === program)?.durationMs;
  const [own, others] = [timeOf('Ablate'), timeOf(other)];
  const seen = own === undefined || others === undefined ? null : own / others;
  return { name, seen, target, unit: `to ${other}` };
}

function findStanding(
  { races }: BenchmarkResult,
  workload: string,
  contestant: string,
): Standing | undefined {
  return races
    .find((race) => race.workload.name === workload)
    ?.result.standings.find((standing) => standing.contestant === contestant);
}
