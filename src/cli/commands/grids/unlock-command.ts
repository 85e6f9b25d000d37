import path from 'node:path';
import { findExperiment, findRun, isExperiment } from '../../../analysis/results/find-results';
import { breakLease, listLeases } from '../../../leases/lease';
import { describeHolder, isNear, type LeaseHolder } from '../../../leases/lease-holder';
import { leaseTiming } from '../../../leases/lease-timing';
import { LeaseWatch, readLease } from '../../../leases/lease-watch';
import { RunDirectory } from '../../../records/run-directory';
import { isThere } from '../../../util/files/is-there';
import { formatDuration } from '../../../util/format-duration';
import { UserError } from '../../../util/user-error';
import { exitCodes } from '../../exit-codes';
import { defineCommand } from '../../options/define-command';
import { requiredArgument, switchOption } from '../../options/option-kinds';
import { chooseFormat, formatOptions, type OutputFormat } from '../../options/output-format';
import { resultsOptions } from '../../options/results-options';
import { print, printAnswer } from '../../output/print';

/** `ablate unlock NAME` */
export const unlockCommand = defineCommand({
  arguments: { name: requiredArgument('An experiment, or one run of it as experiment/run') },
  options: {
    ...resultsOptions(),
    ...formatOptions('name, taken'),
    force: switchOption('Take it from a process that is alive, too'),
  },
  examples: ['unlock results/mnist-optimizers', 'unlock mnist-optimizers/adam-s0'],
  run: ({ name, resultsDir, force, ...options }) =>
    unlock(name, resultsDir, force, chooseFormat(options)),
});

/** What programs get. */
interface UnlockAnswer {
  readonly name: string;
  readonly taken: readonly {
    /** The experiment, or `experiment/run`. */
    readonly of: string;
    readonly from: Pick<LeaseHolder, 'host' | 'pid' | 'job' | 'since'> | undefined;
  }[];
}

/** Takes leases away from whoever has them, and says from whom; returns the exit code. */
function unlock(name: string, resultsDir: string, force: boolean, format: OutputFormat): number {
  const watch = new LeaseWatch();
  const held = findLeases(name, resultsDir).flatMap((file) => {
    const seen = readLease(file);
    return seen === undefined ? [] : [{ file, seen }];
  });
  const alive = held.find(({ file, seen }) => watch.judge(file, seen) === 'alive');
  if (alive !== undefined && !force) throw describeAlive(alive.file, alive.seen.holder);
  const taken = held.map(({ file }) => ({ of: nameOf(file), from: breakLease(file) }));
  if (format === 'json') {
    const views = taken.map(({ of, from }) => ({ of, from: from && pickHolder(from) }));
    printAnswer<UnlockAnswer>('unlock', { name, taken: views });
    return exitCodes.ok;
  }
  if (taken.length === 0) print(`Nobody holds ${name}.`);
  for (const { of, from } of taken) print(`${of}: taken from ${describeHolder(from)}`);
  return exitCodes.ok;
}

function pickHolder({ host, pid, job, since }: LeaseHolder) {
  return { host, pid, job, since };
}

/** Why a lease is not taken away, and what to do about it. */
function describeAlive(file: string, holder: LeaseHolder | undefined): UserError {
  const who = `${nameOf(file)} is held by ${describeHolder(holder)}`;
  const force =
    '--force takes it away all the same: the process notices, and stops without a result.';
  if (holder !== undefined && isNear(holder)) {
    return new UserError(`${who}, which runs`, {
      hint: `End it first: kill ${holder.pid}. ${force}`,
    });
  }
  return new UserError(`${who}, which has shown that it lives not long ago`, {
    hint: `If it is gone, it is taken over by itself ${formatDuration(leaseTiming().timeoutMs)} behind its last sign of life. ${force}`,
  });
}

function findLeases(name: string, resultsDir: string): readonly string[] {
  const places = [name, path.join(resultsDir, name)];
  if (places.some(isExperiment)) return listLeases(findExperiment(name, resultsDir).leases);
  const own = places.map((place) => new RunDirectory(place).leaseFile).find(isThere);
  return [own ?? findRun(name, resultsDir).leaseFile];
}

/** What a lease is of: `experiment/run`, or the experiment. */
function nameOf(file: string): string {
  const experiment = path.basename(path.dirname(path.dirname(file)));
  const run = path.basename(file, '.lease');
  return run.startsWith('.') ? experiment : `${experiment}/${run}`;
}
