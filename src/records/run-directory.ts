import fs from 'node:fs';
import path from 'node:path';
import { removeTemporaries } from '../util/files/atomic-write';
import { describeDiskError } from '../util/files/disk-error';
import { makeFolder } from '../util/files/make-folder';
import { listEventFileNames, roleOfEventFile } from './events/event-file-name';

/** The folder of one run and the names of all that stands in it. */
export class RunDirectory {
  /** Absolute path of the folder. */
  readonly path: string;

  constructor(folder: string) {
    this.path = path.resolve(folder);
  }

  /** Name of the run: `<trial-slug>-s<seed>`. */
  get name(): string {
    return path.basename(this.path);
  }

  /** The resolved configuration and the environment of the run. */
  get runFile(): string {
    return path.join(this.path, 'run.json');
  }

  /** The only authority on what is complete. */
  get statusFile(): string {
    return path.join(this.path, 'status.json');
  }

  /** One row per logged step. */
  get metricsFile(): string {
    return path.join(this.path, 'metrics.csv');
  }

  /** What the process of the run printed. */
  get logFile(): string {
    return path.join(this.path, 'run.log');
  }

  /** Folder of the checkpoints. */
  get checkpoints(): string {
    return path.join(this.path, 'checkpoints');
  }

  /** The best state so far, where early stopping keeps one. */
  get bestFile(): string {
    return path.join(this.checkpoints, 'best.ablate');
  }

  /** What was found out about the trained network, as JSON. */
  get findingsFile(): string {
    return path.join(this.path, 'findings.json');
  }

  /** Folder of the findings for people: report, tables, pictures. */
  get findings(): string {
    return path.join(this.path, 'findings');
  }

  /** Held by the process that writes to the folder. It stays where it is when the folder moves. */
  get leaseFile(): string {
    return path.join(path.dirname(this.path), '.leases', `${this.name}.lease`);
  }

  /** Folder of the trained model, in the format of tfjs. */
  get model(): string {
    return path.join(this.path, 'model');
  }

  /** Folder of the event files: the run's own, so that it is a run of TensorBoard too. */
  get events(): string {
    return this.path;
  }

  /** All that attempts record and a fresh start takes away; configuration and log are not of it. */
  listRecords(): string[] {
    return [
      // First of all, so that a kill in the middle leaves no run that calls itself complete.
      this.statusFile,
      this.metricsFile,
      this.checkpoints,
      this.model,
      this.findingsFile,
      this.findings,
      ...listEventFileNames(this.events)
        // It is of the whole experiment.
        .filter((name) => roleOfEventFile(name) !== 'experiment')
        .map((name) => path.join(this.events, name)),
    ];
  }

  /**
   * Makes the folder ready for an attempt by the one process that may write to it, and clears what
   * a killed one left half-written.
   *
   * @throws UserError where the folder can't be made.
   */
  prepare(): void {
    try {
      makeFolder(this.path);
      makeFolder(this.checkpoints);
      removeTemporaries(this.path);
      removeTemporaries(this.checkpoints);
    } catch (error) {
      throw describeDiskError(error, 'create', this.path);
    }
  }

  /**
   * Deletes what earlier attempts recorded, for a start from step 1. Only for records that will come
   * again as they were: what is damaged, or of value, is to be set aside before.
   *
   * @throws UserError where something can't be deleted.
   */
  clear(): void {
    try {
      for (const file of this.listRecords()) fs.rmSync(file, { recursive: true, force: true });
    } catch (error) {
      throw describeDiskError(error, 'clear', this.path);
    }
    this.prepare();
  }
}
