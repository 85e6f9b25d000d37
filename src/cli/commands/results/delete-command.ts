import fs from 'node:fs';
import path from 'node:path';
import { deleteResults } from '../../../records/archive/archive-folder';
import { formatBytes } from '../../../util/format-bytes';
import { commandFor } from '../../../util/process/command-for';
import { askYesOrNo } from '../../ask-yes-or-no';
import { exitCodes } from '../../exit-codes';
import { findNamed, type NamedResults, whileUnused } from '../../experiments/hold-results';
import { defineCommand } from '../../options/define-command';
import { requiredArgument, switchOption } from '../../options/option-kinds';
import { chooseFormat, formatOptions, type OutputFormat } from '../../options/output-format';
import { resultsOptions } from '../../options/results-options';
import { UsageError } from '../../options/usage-error';
import { print, printAnswer } from '../../output/print';
import { showPath } from '../../output/show-path';
import { canAsk } from '../../output/terminal';

/** `ablate delete NAME` */
export const deleteCommand = defineCommand({
  arguments: { name: requiredArgument('An experiment, or one run of it as experiment/run') },
  options: {
    ...resultsOptions(),
    ...formatOptions('name, deleted, bytes'),
    yes: switchOption('Delete it without asking'),
  },
  examples: ['delete mnist-optimizers', 'delete mnist-optimizers/adam-s0 --yes'],
  run: (options) => deleteNamed({ ...options, format: chooseFormat(options) }),
});

/** What `ablate delete` is told. */
export interface DeleteOptions {
  readonly name: string;
  readonly resultsDir: string;
  readonly yes: boolean;
  readonly format: OutputFormat;
}

/** What programs get. */
interface DeleteAnswer {
  readonly name: string;
  /** Path of the folder that is gone. */
  readonly deleted: string;
  readonly bytes: number;
}

/** Deletes results for good, after a question; returns the exit code. */
export async function deleteNamed(options: DeleteOptions): Promise<number> {
  const found = findNamed(options.name, options.resultsDir);
  const bytes = measure(found.path);
  if (!options.yes) await ask(found, bytes);
  whileUnused(found, () => deleteResults(found.resultsDir, found.name));
  if (options.format === 'json') {
    printAnswer<DeleteAnswer>('delete', { name: found.name, deleted: found.path, bytes });
  } else {
    print(`${showPath(found.path)} is deleted, ${formatBytes(bytes)}`);
  }
  return exitCodes.ok;
}

/** Nothing brings back what is deleted, so that nobody there to answer is no yes. */
async function ask(found: NamedResults, bytes: number): Promise<void> {
  const { kind, experiment, name } = found;
  const runs = kind === 'run' ? 1 : experiment.listRuns().length;
  const size = `${runs === 1 ? '1 run' : `${runs} runs`}, ${formatBytes(bytes)}`;
  const what = `${showPath(found.path)} (${size})`;
  const hint = `To move it out of sight instead: ${commandFor('archive', name)}`;
  if (!canAsk()) {
    throw new UsageError(`${what} is not deleted: nobody is there to be asked`, {
      hint: `To delete it without a question, add --yes. ${hint}`,
    });
  }
  if (await askYesOrNo(`Delete ${what} for good?`)) return;
  throw new UsageError('Nothing was deleted', { hint });
}

/** The bytes of all files in a folder. */
function measure(folder: string): number {
  return fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .map((file) => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0)
    .reduce((a, b) => a + b, 0);
}
