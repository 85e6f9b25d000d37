import fs from 'node:fs';
import type { RunDirectory } from '../../records/run-directory';
import { describeDiskError } from '../../util/files/disk-error';
import { makeFolder } from '../../util/files/make-folder';

const tailBytes = 8192;
const tailLines = 12;

/** What TensorFlow prints on every start, whatever its verbosity. */
const chatter = /^WARNING: All log messages before absl|^I\d{4} [\d:.]+ /;

/** The log of a run while one worker writes to it, behind what earlier ones wrote. */
export class RunLog {
  private constructor(
    private readonly file: string,
    /** To be handed to a process that is started. */
    readonly descriptor: number,
    /** Where the worker begins to write. */
    private readonly start: number,
  ) {}

  /**
   * Opens the log, making the folder of the run where there is none.
   *
   * @throws UserError where the folder can't be written.
   */
  static open(directory: RunDirectory): RunLog {
    try {
      makeFolder(directory.path);
      const descriptor = fs.openSync(directory.logFile, 'a');
      return new RunLog(directory.logFile, descriptor, fs.fstatSync(descriptor).size);
    } catch (error) {
      throw describeDiskError(error, 'open', directory.logFile);
    }
  }

  /** Closes this process's side of the log. */
  close(): void {
    fs.closeSync(this.descriptor);
  }

  /** The last lines that the worker wrote, empty where it wrote none. */
  readTail(): string {
    try {
      const text = fs.readFileSync(this.file).subarray(this.start).subarray(-tailBytes).toString();
      const lines = text.trimEnd().split('\n');
      return lines
        .filter((line) => !chatter.test(line))
        .slice(-tailLines)
        .join('\n');
    } catch {
      // The folder may have been deleted, and this only illustrates another failure.
      return '';
    }
  }
}
