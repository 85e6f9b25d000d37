import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { findExperiment, listExperiments } from '../../../analysis/results/find-results';
import { ExperimentDirectory } from '../../../records/experiment-directory';
import { findTensorBoard, TENSORBOARD_COMMANDS } from '../../../tensorboard/find-tensorboard';
import { obtainTensorBoard, ownTensorBoardCommand } from '../../../tensorboard/own-tensorboard';
import { startTensorBoard } from '../../../tensorboard/start-tensorboard';
import { commandFor } from '../../../util/process/command-for';
import { listenForEnd } from '../../../util/process/ending-signals';
import { UserError } from '../../../util/user-error';
import { askYesOrNo } from '../../ask-yes-or-no';
import { exitCodes } from '../../exit-codes';
import { noteEditedSpec } from '../../note-edited-spec';
import { defineCommand } from '../../options/define-command';
import {
  countOption,
  optionalArgument,
  switchOption,
  withDefault,
} from '../../options/option-kinds';
import { resultsOptions } from '../../options/results-options';
import { print, printNote } from '../../output/print';
import { keepAggregates } from './view-aggregates';

/** `ablate view [EXPERIMENT]` */
export const viewCommand = defineCommand({
  arguments: {
    experiment: optionalArgument(
      'Name, results folder or spec of an experiment; the newest without one',
    ),
  },
  options: {
    ...resultsOptions(),
    aggregate: switchOption(
      'Show one line per trial, the mean over its seeds, in place of the runs',
    ),
    port: withDefault(0, countOption('Port; 0 for any free one', { min: 0, max: 65_535 })),
    browser: switchOption('Open a browser', true),
    yes: switchOption('Install TensorBoard in a folder of its own where there is none'),
  },
  run: viewExperiment,
});

/** What `ablate view` is told. */
export interface ViewOptions {
  readonly experiment: string | undefined;
  readonly resultsDir: string;
  /** Whether to show the mean of each trial instead of its runs. */
  readonly aggregate: boolean;
  readonly port: number;
  readonly browser: boolean;
  readonly yes: boolean;
}

/** Shows an experiment in TensorBoard until a signal ends it; returns the exit code. */
export async function viewExperiment(options: ViewOptions): Promise<number> {
  const { experiment, resultsDir, port } = options;
  const directory =
    experiment === undefined ? findNewest(resultsDir) : findExperiment(experiment, resultsDir);
  if (experiment !== undefined) await noteEditedSpec(experiment, directory);
  const stopping = new AbortController();
  listenForEnd(() => stopping.abort());
  try {
    const { command } =
      (await findTensorBoard([...TENSORBOARD_COMMANDS, ownTensorBoardCommand()])) ??
      (await install(options.yes));
    const logdir = options.aggregate ? keepAggregates(directory, stopping.signal) : directory.path;
    const server = await startTensorBoard(command, logdir, { port, signal: stopping.signal });
    print(server.address);
    printNote(`${logdir}, until Ctrl-C`);
    if (options.browser) openBrowser(server.address);
    const code = await server.ended;
    if (stopping.signal.aborted) return exitCodes.ok;
    throw new UserError(`TensorBoard ended by itself, with exit code ${code}`);
  } catch (error) {
    if (stopping.signal.aborted) return exitCodes.interrupted;
    throw error;
  }
}

function findNewest(resultsDir: string): ExperimentDirectory {
  const experiments = listExperiments(resultsDir).map(
    (name) => new ExperimentDirectory(path.join(resultsDir, name)),
  );
  const changedAt = ({ planFile }: ExperimentDirectory): number => fs.statSync(planFile).mtimeMs;
  const [newest] = experiments.sort((a, b) => changedAt(b) - changedAt(a));
  if (newest !== undefined) return newest;
  throw new UserError(`There are no results in ${resultsDir}`, {
    hint: 'Run an experiment first, or say where results are with --results-dir.',
  });
}

async function install(isAgreed: boolean) {
  if (!isAgreed && !(await askYesOrNo('TensorBoard is not found. Install it for ablate alone?'))) {
    throw new UserError('TensorBoard is not found', {
      hint: `Let ${commandFor('view', '--yes')} do it, or: pip install tensorboard`,
    });
  }
  printNote('Installing TensorBoard ...');
  return obtainTensorBoard();
}

/** Opens a page where there is something to open it; says nothing where there is not. */
function openBrowser(address: string): void {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    return;
  }
  const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
    darwin: ['open'],
    win32: ['cmd', '/c', 'start', ''],
  };
  const [file, ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(file, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
