import fs from 'node:fs';
import path from 'node:path';
import { listFolder } from '../util/files/list-folder';
import { makeFolder } from '../util/files/make-folder';
import { RunDirectory } from './run-directory';

/** The folder of an experiment, a TensorBoard logdir, and the names of all that stands in it. */
export class ExperimentDirectory {
  /** Absolute path of the folder. */
  readonly path: string;

  constructor(folder: string) {
    this.path = path.resolve(folder);
  }

  /** The resolved grid. */
  get planFile(): string {
    return path.join(this.path, 'plan.json');
  }

  /** What somebody noted of the experiment, as text. */
  get noteFile(): string {
    return path.join(this.path, 'note.txt');
  }

  /** Held by the process that plans the grid and writes what belongs to all of it. */
  get leaseFile(): string {
    return path.join(this.leases, '.experiment.lease');
  }

  /** Folder of the leases: the experiment's, and those of its runs. */
  get leases(): string {
    return path.join(this.path, '.leases');
  }

  /** Folder of what was submitted to schedulers: scripts, logs, and the names of jobs. */
  get jobs(): string {
    return path.join(this.path, 'jobs');
  }

  /** One row per run; derived, can always be rebuilt. */
  get runsFile(): string {
    return path.join(this.path, 'runs.csv');
  }

  /** The report; derived, can always be rebuilt. */
  get reportFile(): string {
    return path.join(this.path, 'report.html');
  }

  /**
   * A logdir with one run per trial, the mean over its seeds; derived, can always be rebuilt. Beside
   * the experiments, because in the logdir of one it would mix with the runs on the HParams page.
   */
  get aggregates(): string {
    return path.join(path.dirname(this.path), '.aggregates', path.basename(this.path));
  }

  /** The folder of a run, by its name. */
  run(name: string): RunDirectory {
    return new RunDirectory(path.join(this.path, name));
  }

  /**
   * Every run that has a status or a configuration here, in the order of the names.
   *
   * @param isAsked whether runs of a name are asked for; others are not looked at.
   */
  listRuns(isAsked: (name: string) => boolean = () => true): RunDirectory[] {
    return listFolder(this.path)
      .filter((entry) => isAsked(entry.name) && entry.isDirectory())
      .map((entry) => this.run(entry.name))
      .filter((run) => fs.existsSync(run.runFile) || fs.existsSync(run.statusFile))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /**
   * Makes the folder.
   *
   * @throws UserError where it can't be made.
   */
  prepare(): void {
    makeFolder(this.path);
  }
}
