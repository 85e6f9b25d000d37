import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import yargs from 'yargs';
import { formatTable } from '../../src/cli/output/format-table';
import { describeCheckout } from '../../src/launch/describe-checkout';
import { describeEnvironment } from '../../src/launch/worker/describe-environment';
import { availableCores } from '../../src/util/process/available-cores';
import { PROJECT_ROOT } from '../project-root';
import type { BenchmarkResult } from './benchmark-result';
import type { Absence } from './contestant';
import { canCompute, listEntries } from './contestants';
import { formatMarkdown } from './format-markdown';
import { listGrids } from './grids/grid-contestants';
import { type GridRace, raceGrid } from './grids/race-grid';
import { listFigures } from './list-figures';
import { measureLimits } from './machine/measure-limits';
import { measureThreads } from './machine/measure-threads';
import { measureTimeline } from './machine/measure-timeline';
import { measureStartUp } from './measure-start-up';
import { measureSummaries } from './measure-summaries';
import { measureWholeRun } from './measure-whole-run';
import { listAskedParts, partGroups, partNames } from './parts';
import { type RaceResult, race } from './race';
import { cnn, scaledWorkloads, workloads } from './workloads';

const summariesSteps = 1100;
/** Up to this load average a machine counts as quiet: the benchmark's own set-up leaves some. */
const quietLoad = 0.5;
/** Laps with each number of threads. */
const scalingRounds = 3;
/** Laps of whole grids, which take seconds to minutes. */
const gridRounds = 3;

const interruption = new AbortController();

async function main(): Promise<void> {
  const options = await parseOptions();
  const asked = listAskedParts([...options._.map(String), ...(options.only ?? [])]);
  const isAsked = (part: string): boolean => asked.has(part);
  const load = os.loadavg()[0] ?? 0;
  noteLoad(load);
  const absent: Record<string, string> = {};
  const measure = async <T>(
    part: string,
    title: string,
    start: () => Promise<T | Absence>,
  ): Promise<T | null> => {
    if (!isAsked(part)) return null;
    note(`${title} ...`);
    const outcome = await start();
    if (!isAbsent(outcome)) return outcome;
    note(`  could not be measured: ${outcome.absent}`);
    absent[part] = outcome.absent;
    return null;
  };

  const { signal } = interruption;
  const races: BenchmarkResult['races'][number][] = [];
  for (const workload of workloads.filter(({ name }) => isAsked(name))) {
    note(`${workload.title} ...`);
    if (!canCompute(workload)) {
      absent[workload.name] = `this CPU has no instructions for ${workload.precision}`;
      note(`  could not be measured: ${absent[workload.name]}`);
      continue;
    }
    const result = await race(listEntries(workload), workload.steps, options.rounds, signal);
    noteRace(result);
    races.push({ workload, result });
  }
  const grids: GridRace[] = [];
  for (const grid of listGrids().filter(({ name }) => isAsked(name))) {
    note(`${grid.title} ...`);
    const result = await raceGrid(grid, Math.min(options.rounds, gridRounds), signal);
    noteGrid(result);
    grids.push(result);
  }
  const { steps } = options;
  const result: BenchmarkResult = {
    races,
    grids,
    limits: await measure('limits', 'What the machine reaches', () =>
      measureLimits({ size: 2048, repetitions: 20 }, signal),
    ),
    threads: await measure('threads', 'How steps scale with threads', () =>
      measureThreads(scaledWorkloads, Math.min(options.rounds, scalingRounds), signal),
    ),
    timeline: await measure('timeline', 'Where the step of the CNN goes', () =>
      measureTimeline(cnn, { steps: 20, repetitions: 10, kernels: 24 }, signal),
    ),
    wholeRun: await measure('whole-run', `A whole run of ${steps} steps`, () =>
      measureWholeRun(steps, signal),
    ),
    summaries: await measure('summaries', 'What summaries cost', () =>
      measureSummaries(Math.min(steps, summariesSteps), signal),
    ),
    startUp: await measure('start-up', 'From `ablate run` to the first step', () =>
      measureStartUp(signal),
    ),
    absent,
    measuredAt: new Date().toISOString(),
    rounds: options.rounds,
    load,
    environment: describeEnvironment(describeCheckout(), availableCores()),
  };
  write(result, path.resolve(options.resultsDir));
}

function parseOptions() {
  const names = [...Object.keys(partGroups), ...partNames];
  return yargs(process.argv.slice(2))
    .scriptName('npm run bench --')
    .usage(
      `$0 [parts..] [options]\n\nRaces Ablate against its peers on this machine: all parts, or those named (${names.join(', ')}).`,
    )
    .option('only', {
      type: 'string',
      array: true,
      choices: partNames,
      describe: 'The same, as an option',
    })
    .option('rounds', { type: 'number', default: 7, describe: 'Laps of each contestant' })
    .option('steps', { type: 'number', default: 5500, describe: 'Steps of the whole run' })
    .option('results-dir', {
      type: 'string',
      default: path.join(PROJECT_ROOT, 'results', 'benchmarks'),
      defaultDescription: 'results/benchmarks',
      describe: 'Folder that benchmark.json and benchmark.md go to',
    })
    .check(({ _: parts, rounds, steps }) => {
      const unknown = parts.find((part) => !names.includes(String(part)));
      if (unknown !== undefined) return `There is no part ${unknown}: ${names.join(', ')}`;
      const isCount = (value: number): boolean => Number.isInteger(value) && value > 0;
      return (
        (isCount(rounds) && isCount(steps)) || '--rounds and --steps take whole numbers from 1'
      );
    })
    .strictOptions()
    .parseAsync();
}

/** Says how busy the machine is: what is measured beside other work tells little. */
function noteLoad(load: number): void {
  const quiet = load <= quietLoad ? '' : ': not quiet, so that times say little';
  note(`Load average ${load.toFixed(2)} on ${availableCores()} cores${quiet}`);
}

function noteRace({ standings, absent }: RaceResult): void {
  for (const { contestant, variant, msPerStep, range } of standings) {
    const spread = range.map((value) => value.toPrecision(3)).join(' to ');
    note(
      `  ${contestant.padEnd(18)} ${msPerStep.toPrecision(4)} ms per step (${spread}), ${variant}`,
    );
  }
  for (const [name, reason] of Object.entries(absent)) note(`  ${name} is absent: ${reason}`);
}

function noteGrid({ standings, absent }: GridRace): void {
  for (const { contestant, variant, durationMs, accuracy } of standings) {
    const seconds = (durationMs / 1000).toFixed(1);
    note(`  ${contestant.padEnd(18)} ${seconds} s, accuracy ${accuracy.toFixed(4)}, ${variant}`);
  }
  for (const [name, reason] of Object.entries(absent)) note(`  ${name} is absent: ${reason}`);
}

function write(result: BenchmarkResult, folder: string): void {
  const figures = listFigures(result);
  const markdown = formatMarkdown(result);
  fs.mkdirSync(folder, { recursive: true });
  const json = `${JSON.stringify({ figures, ...result }, null, 2)}\n`;
  fs.writeFileSync(path.join(folder, 'benchmark.json'), json);
  fs.writeFileSync(path.join(folder, 'benchmark.md'), markdown);
  note(`\n${markdown}`);
  const rows = figures.map(({ name, seen, target, unit }) => [
    name,
    seen?.toPrecision(3) ?? 'not measured',
    String(target),
    unit,
  ]);
  note(formatTable(['at most', 'seen', 'target', ''], rows, [1, 2]));
}

function isAbsent(outcome: unknown): outcome is Absence {
  return typeof outcome === 'object' && outcome !== null && 'absent' in outcome;
}

function note(text: string): void {
  process.stdout.write(`${text}\n`);
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(name, () => {
    process.exitCode = 128 + os.constants.signals[name];
    interruption.abort(new Error(`${name} came`));
  });
}
main().catch((error: unknown) => {
  if (!interruption.signal.aborted) throw error;
  note('Interrupted: nothing was written.');
});
