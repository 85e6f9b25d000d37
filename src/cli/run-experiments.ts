import path from 'node:path';
import { rankTrials } from '../analysis/rank-trials';
import type { DatasetSources } from '../datasets/dataset-sources';
import { type GridLaunch, runGrid } from '../launch/run-grid';
import type { ExperimentPlan } from '../plan/plan-experiment';
import { ExperimentDirectory } from '../records/experiment-directory';
import { writeFileAtomic } from '../util/atomic-write';
import { exitCodes } from './exit-codes';
import { formatDuration } from './format-duration';
import { formatRanking, summariseRuns } from './format-ranking';
import { loadPlans } from './load-plans';
import { print, printNote } from './print';
import { openProgressView } from './progress-view';
import { reportProblems } from './report-problems';
import type { SpecOptions } from './spec-options';

/** What `ablate run` is told. */
export interface RunOptions extends SpecOptions {
  readonly resultsDir: string;
  readonly jobs: number | undefined;
  readonly threads: number | undefined;
  readonly quiet: boolean;
}

/** Runs experiments one after the other; returns the exit code. */
export async function runExperiments(options: RunOptions): Promise<number> {
  const { plans, problems, sources } = await loadPlans(options);
  if (problems.length > 0) {
    reportProblems(problems);
    return exitCodes.usage;
  }
  let exitCode: number = exitCodes.ok;
  for (const plan of plans) {
    const code = await runExperiment(plan, sources, options);
    if (code === exitCodes.interrupted) return code;
    exitCode = Math.max(exitCode, code);
  }
  return exitCode;
}

async function runExperiment(
  plan: ExperimentPlan,
  sources: DatasetSources,
  options: RunOptions,
): Promise<number> {
  const directory = new ExperimentDirectory(path.join(options.resultsDir, plan.experiment));
  directory.prepare();
  writeFileAtomic(directory.planFile, `${JSON.stringify(plan, null, 2)}\n`);

  const started = performance.now();
  const verbosity = options.quiet ? 'quiet' : process.stderr.isTTY ? 'live' : 'lines';
  const view = openProgressView(plan.runs.length, plan.metric, verbosity);
  if (!options.quiet) announce(plan, view.note);
  const launch = runGrid(plan, {
    directory,
    sources: { folders: sources.folders, cacheFolder: sources.cacheFolder },
    jobs: options.jobs,
    threads: options.threads,
    listener: view.listener,
  });
  const interruption = listenForInterruption(launch, view.note);
  const results = await launch.ended;
  interruption.close();
  view.close();

  const runs = summariseRuns(results);
  print(formatRanking(rankTrials(runs, plan.metric), plan.metric));
  if (!options.quiet) {
    const place = path.relative(process.cwd(), directory.path) || '.';
    printNote(`\nTook ${formatDuration(performance.now() - started)}. Results: ${place}`);
    printNote(`To see curves and histograms: tensorboard --logdir ${place}`);
  }
  if (interruption.happened()) return exitCodes.interrupted;
  return results.every(({ status }) => status?.state === 'completed')
    ? exitCodes.ok
    : exitCodes.failed;
}

function announce(plan: ExperimentPlan, note: (text: string) => void): void {
  const datasets = [...new Set(plan.runs.map((run) => run.settings.dataset.name))].join(', ');
  const count = plan.runs.length === 1 ? '1 run' : `${plan.runs.length} runs`;
  note(`${plan.experiment}: ${count} on ${datasets}`);
  if (plan.question !== null) note(plan.question);
}

/** The first Ctrl-C asks all runs to end with a checkpoint, the second ends them. */
function listenForInterruption(launch: GridLaunch, note: (text: string) => void) {
  let count = 0;
  const onSignal = (): void => {
    count += 1;
    if (count === 1) {
      note('Stopping: every run saves a checkpoint. Press Ctrl-C again to end them at once.');
      launch.stop();
    } else {
      launch.kill();
    }
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    happened: () => count > 0,
    close(): void {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
