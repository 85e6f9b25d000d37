import { formatMarkdownTable } from '../../src/util/format-markdown-table';
import type { BenchmarkResult } from './benchmark-result';
import type { GridRace } from './grids/race-grid';
import { compareMemory, compareSummaries, compareWholeRun } from './list-figures';
import type { ThreadScaling } from './machine/measure-threads';
import type { RaceResult, Standing } from './race';

/** Who Ablate's contestants are, for readers who have never seen it. */
const ENGINES: Readonly<Record<string, string>> = {
  'Ablate compiled': 'the default engine',
  'Ablate float32': 'that engine without the reduced precision',
  'Ablate eager': "the same network through TensorFlow.js's ordinary kernels",
  'Ablate reference':
    'the network and its gradients written from scratch in TypeScript, in float64',
};

/** A benchmark as Markdown for its readers: a table per workload, then whole runs. */
export function formatMarkdown(result: BenchmarkResult): string {
  const { environment, races, rounds } = result;
  const standings = races.flatMap(({ result: { standings } }) => standings);
  const versions = [...new Set(standings.map(({ version }) => version))];
  const engines = Object.entries(ENGINES).filter(([name]) =>
    standings.some(({ contestant }) => contestant === name),
  );
  return [
    `Measured on ${environment.cpuModel}, ${environment.cores} cores, ${environment.platform}, Node ${environment.nodeVersion}${versions.map((version) => `; ${version}`).join('')}. When it began, the load average was ${result.load.toFixed(2)}.`,
    '',
    ...(races.length === 0
      ? []
      : [
          `All train in turn, lap after lap, in processes of their own: Ablate as \`ablate run\` starts it, peers in the way and in the environment that are fastest for them here, of several that were tried (threads, compilation, many steps per call, updates written out; huge pages, freed memory kept), which is named. A row shows median, mean and best of ${rounds} laps, the median compared with that of Ablate compiled (above 1 is slower), and the most memory the process ever held.`,
          `${engines.map(([name, what]) => `${name} is ${what}`).join('; ')}.`,
          '',
        ]),
    ...races.flatMap(({ workload, result }) => [
      `**${workload.title}**`,
      '',
      formatRace(result),
      '',
      ...Object.keys(result.absent).map((name) => `${name} could not be measured here.\n`),
    ]),
    ...result.grids.flatMap(formatGrid),
    ...formatLimits(result),
    ...(result.threads ?? []).flatMap(formatScaling),
    ...formatTimeline(result),
    ...formatWholeRuns(result),
  ].join('\n');
}

function formatRace({ standings }: RaceResult): string {
  const own = standings.find(({ contestant }) => contestant === 'Ablate compiled')?.msPerStep;
  const formatRow = ({ contestant, variant, ...standing }: Standing): string[] => [
    contestant in ENGINES ? contestant : `${contestant} (${variant})`,
    standing.msPerStep.toPrecision(3),
    standing.meanMsPerStep.toPrecision(3),
    standing.range[0].toPrecision(3),
    own === undefined ? '' : (standing.msPerStep / own).toFixed(2),
    `${standing.peakMegabytes.toFixed(0)} MB`,
  ];
  return formatMarkdownTable(
    ['', 'ms per step', 'mean', 'best', 'to Ablate compiled', 'peak memory'],
    standings.toSorted((a, b) => a.msPerStep - b.msPerStep).map(formatRow),
    [1, 2, 3, 4, 5],
  );
}

/** Whole commands, from their start to their end. */
function formatGrid({ title, standings, absent }: GridRace): string[] {
  const own = standings.find(({ contestant }) => contestant === 'Ablate')?.durationMs;
  const rows = standings
    .toSorted((a, b) => a.durationMs - b.durationMs)
    .map(({ contestant, variant, durationMs, meanDurationMs, range, accuracy }) => [
      `${contestant} (${variant})`,
      ...[durationMs, meanDurationMs, range[0]].map((ms) => `${(ms / 1000).toFixed(1)} s`),
      own === undefined ? '' : (durationMs / own).toFixed(2),
      accuracy.toFixed(3),
    ]);
  const header = ['', 'whole command', 'mean', 'best', 'to Ablate', 'mean test accuracy'];
  return [
    `**${title}**`,
    '',
    formatMarkdownTable(header, rows, [1, 2, 3, 4, 5]),
    '',
    ...Object.keys(absent).map((name) => `${name} could not be measured here.\n`),
  ];
}

/** Steps by threads, each compared with a single thread. */
function formatScaling({ workload, result }: ThreadScaling): string[] {
  const single = result.standings[0]?.msPerStep;
  const rows = result.standings.map(({ contestant, msPerStep }) => [
    contestant,
    msPerStep.toPrecision(3),
    single === undefined ? '' : (single / msPerStep).toFixed(2),
  ]);
  return [
    `**${workload.title}, by threads**`,
    '',
    formatMarkdownTable(['', 'ms per step', 'times as fast as the first'], rows, [1, 2]),
    '',
  ];
}

/** The kernels of a step, and what each takes by itself. */
function formatTimeline({ timeline }: BenchmarkResult): string[] {
  if (timeline === null) return [];
  const { kernels, stepMs } = timeline;
  const rows = kernels.map(({ name, op, us, aloneUs }) => [
    `\`${name}\` (${op})`,
    us.toFixed(0),
    aloneUs?.toFixed(0) ?? '',
  ]);
  const sum = kernels.reduce((total, { us, aloneUs }) => total + (aloneUs ?? us), 0) / 1000;
  return [
    '**Where the step of the CNN goes**',
    '',
    `A step takes ${stepMs.toFixed(1)} ms in TensorFlow's Python. Kernels run beside each other and wait for each other's threads. One after the other, each with all threads to itself, these ${kernels.length} would take ${sum.toFixed(1)} ms.`,
    '',
    formatMarkdownTable(['kernel', 'in the step, µs', 'alone, µs'], rows, [1, 2]),
    '',
  ];
}

/** What bounds a step on this machine. */
function formatLimits({ limits }: BenchmarkResult): string[] {
  if (limits === null) return [];
  const rows = [
    ...limits.products.map(({ precision, threads, gflops }) => [
      `products of large matrices in PyTorch, ${precision}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
      `${gflops.toFixed(0)} GFLOP/s`,
    ]),
    ...limits.convolutions.map(({ kernel, precision, ms }) => [
      `the CNN's second convolution alone, ${kernel}, ${precision}`,
      `${ms.toFixed(2)} ms`,
    ]),
  ];
  return ['**What the machine reaches**', '', formatMarkdownTable(['', ''], rows, [1]), ''];
}

function formatWholeRuns(result: BenchmarkResult): string[] {
  const { wholeRun, summaries, startUp } = result;
  const rows: string[][] = [];
  if (wholeRun !== null) {
    const { steps, dataset, durationMs, peakMegabytes } = wholeRun;
    rows.push(
      [
        `\`ablate run\` of the CNN on ${dataset}: ${steps} steps with all summaries every 100, checkpoints, evaluations, model and findings`,
        `${(durationMs / 1000).toFixed(1)} s`,
      ],
      ['its time to that of bare training', compareWholeRun(wholeRun).toFixed(3)],
    );
    const memory = compareMemory(result);
    if (peakMegabytes > 0) rows.push(['its peak memory', `${peakMegabytes.toFixed(0)} MB`]);
    if (memory !== null) {
      rows.push(['its peak memory to that of bare training in Keras', memory.toFixed(2)]);
    }
  }
  if (summaries !== null) {
    const share = 100 * compareSummaries(summaries);
    const { histogram } = summaries;
    const millions = histogram.values / 1e6;
    rows.push(
      ['what all summaries every 100 steps add to a run without any', `${share.toFixed(1)} %`],
      [
        `mean, spread, extremes and histogram of ${millions} million weights`,
        `${histogram.warmMs.toFixed(0)} ms`,
      ],
    );
  }
  if (startUp !== null) {
    const { firstStepMs, helpMs, emptyMs } = startUp;
    rows.push(
      ['from `ablate run` to the first completed step', `${(firstStepMs / 1000).toFixed(2)} s`],
      ['`ablate --help`, over an empty Node script', `${(helpMs - emptyMs).toFixed(0)} ms`],
    );
  }
  return rows.length === 0
    ? []
    : ['**Whole runs**', '', formatMarkdownTable(['', ''], rows, [1]), ''];
}
