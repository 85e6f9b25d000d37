import fs from 'node:fs';
import path from 'node:path';
import { bringFromArchive, moveToArchive } from '../../../records/archive/archive-folder';
import { commandFor } from '../../../util/process/command-for';
import { exitCodes } from '../../exit-codes';
import { findNamed, whileUnused } from '../../experiments/hold-results';
import { defineCommand } from '../../options/define-command';
import { requiredArgument, switchOption } from '../../options/option-kinds';
import { chooseFormat, formatOptions, type OutputFormat } from '../../options/output-format';
import { resultsOptions } from '../../options/results-options';
import { print, printAnswer } from '../../output/print';
import { showPath } from '../../output/show-path';

/** `ablate archive NAME` */
export const archiveCommand = defineCommand({
  arguments: { name: requiredArgument('An experiment, or one run of it as experiment/run') },
  options: {
    ...resultsOptions(),
    ...formatOptions('name, from, to'),
    restore: switchOption('Bring back what was archived last under the name'),
  },
  examples: ['archive mnist-optimizers', 'archive mnist-optimizers --restore'],
  run: (options) => archiveResults({ ...options, format: chooseFormat(options) }),
});

/** What `ablate archive` is told. */
export interface ArchiveOptions {
  readonly name: string;
  readonly resultsDir: string;
  readonly restore: boolean;
  readonly format: OutputFormat;
}

/** What programs get. */
interface ArchiveAnswer {
  readonly name: string;
  /** Where it was; undefined for what comes back. */
  readonly from: string | undefined;
  /** Where it is now. */
  readonly to: string;
}

/** Moves results out of sight, or back; returns the exit code. */
export function archiveResults({ name, resultsDir, restore, format }: ArchiveOptions): number {
  if (restore) {
    const folder = path.resolve(resultsDir);
    const inside = path.relative(folder, path.resolve(name));
    const own = inside.startsWith('..') ? name : inside;
    const to = bringFromArchive(folder, own);
    if (format === 'json')
      printAnswer<ArchiveAnswer>('archive', { name: own, from: undefined, to });
    else print(`${own} is back: ${showPath(to)}`);
    return exitCodes.ok;
  }
  const found = findNamed(name, resultsDir);
  let to = '';
  whileUnused(found, () => {
    to = moveToArchive(found.resultsDir, found.name);
    // Leases are of the place, not of what stands there.
    if (found.kind === 'experiment') {
      fs.rmSync(path.join(to, '.leases'), { recursive: true, force: true });
    }
  });
  if (format === 'json') {
    printAnswer<ArchiveAnswer>('archive', { name: found.name, from: found.path, to });
    return exitCodes.ok;
  }
  const isUsual = path.resolve('results') === found.resultsDir;
  const where = isUsual ? [] : ['--results-dir', showPath(found.resultsDir)];
  print(`${found.name} moved to ${showPath(to)}`);
  print(`  To bring it back: ${commandFor('archive', found.name, '--restore', ...where)}`);
  return exitCodes.ok;
}
