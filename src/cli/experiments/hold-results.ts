import fs from 'node:fs';
import path from 'node:path';
import { findExperiment, findRun, isExperiment } from '../../analysis/results/find-results';
import { claimLease, findHold, listLeases } from '../../leases/lease';
import { describeHolder, type LeaseHolder } from '../../leases/lease-holder';
import { LeaseWatch } from '../../leases/lease-watch';
import { ExperimentDirectory } from '../../records/experiment-directory';
import { commandFor } from '../../util/process/command-for';
import { UserError } from '../../util/user-error';
import { showPath } from '../output/show-path';

/** An experiment or a run of it, in a folder of results. */
export interface NamedResults {
  /** Absolute path. */
  readonly resultsDir: string;
  /** Path from there: `mnist`, or `mnist/adam-s0`. */
  readonly name: string;
  /** Absolute path of its folder. */
  readonly path: string;
  readonly kind: 'experiment' | 'run';
  readonly experiment: ExperimentDirectory;
}

/**
 * Finds what is named: an experiment by its name, folder or spec, a run as `experiment/run` or by its
 * folder.
 *
 * @throws UserError where there is none.
 */
export function findNamed(name: string, resultsDir: string): NamedResults {
  const isWhole =
    /\.ya?ml$/i.test(name) ||
    path.dirname(name) === '.' ||
    [name, path.join(resultsDir, name)].some(isExperiment);
  if (isWhole) {
    const experiment = findExperiment(name, resultsDir);
    const [folder, own] = [path.dirname(experiment.path), path.basename(experiment.path)];
    return { resultsDir: folder, name: own, path: experiment.path, kind: 'experiment', experiment };
  }
  const run = findRun(name, resultsDir);
  const experiment = new ExperimentDirectory(path.dirname(run.path));
  const folder = path.dirname(experiment.path);
  const own = path.relative(folder, run.path);
  return { resultsDir: folder, name: own, path: run.path, kind: 'run', experiment };
}

/**
 * Does something with results while nobody else may.
 *
 * @throws UserError where somebody holds the experiment, or a run that it is about.
 */
export function whileUnused(results: NamedResults, action: () => void): void {
  const { experiment, kind, path: folder } = results;
  const watch = new LeaseWatch();
  const attempt = claimLease(experiment.leaseFile, watch);
  if (!attempt.ok) throw describeUse(experiment.path, attempt.holder);
  try {
    const own = experiment.run(path.basename(folder)).leaseFile;
    const concerned = kind === 'run' ? [own] : listLeases(experiment.leases);
    for (const file of concerned.filter((lease) => lease !== experiment.leaseFile)) {
      const hold = findHold(file, watch);
      if (hold === undefined) continue;
      const run = path.join(experiment.path, path.basename(file, '.lease'));
      throw describeUse(run, hold.holder);
    }
    action();
    // What is derived of it is not true any more, and comes again where it is asked for.
    fs.rmSync(experiment.aggregates, { recursive: true, force: true });
  } finally {
    attempt.lease.release();
  }
}

function describeUse(folder: string, holder: LeaseHolder | undefined): UserError {
  const place = showPath(folder);
  return new UserError(`${place} is in use by ${describeHolder(holder)}`, {
    hint: `Wait until it has ended. If you know that it is gone: ${commandFor('unlock', place)}`,
  });
}
