import path from 'node:path';
import { AppendFile } from '../../util/files/append-file';
import { steadyNow } from '../../util/process/steady-now';
import type { Summary } from '../summaries/summary';
import { encodeEvent } from './encode-event';
import { chooseEventFileName } from './event-file-name';
import { frameRecord } from './record-framing';

/**
 * Writes one event file of one attempt at a run. Each event is handed to the system before the call
 * returns, so that a killed process loses nothing. Only one writer may be open in a folder.
 */
export class EventWriter {
  private readonly file: AppendFile;
  private readonly now: () => number;

  /** The path of the file. */
  get path(): string {
    return this.file.path;
  }

  private constructor(file: AppendFile, now: () => number) {
    this.file = file;
    this.now = now;
  }

  /**
   * Opens a new event file in the folder of a run, behind all that are there.
   *
   * @param firstStep the first step that this attempt may write: 0 in a run's first attempt; after
   * a resume the step behind the checkpoint. Readers drop what earlier attempts wrote from there.
   * @param now the clock, in milliseconds since 1970.
   * @throws UserError where the folder can't be written.
   */
  static open(folder: string, firstStep: number, now: () => number = steadyNow): EventWriter {
    const file = path.join(folder, chooseEventFileName(folder, 'data', now()));
    const writer = new EventWriter(AppendFile.open(file, 'create'), now);
    writer.append(encodeEvent(0, now(), { kind: 'fileVersion' }));
    writer.append(encodeEvent(firstStep, now(), { kind: 'start' }));
    return writer;
  }

  /**
   * Writes the summaries of a step as one event.
   *
   * @throws UserError when the disk is full or refuses; the file stays readable.
   */
  writeSummaries(step: number, summaries: readonly Summary[]): void {
    if (summaries.length > 0) {
      this.append(encodeEvent(step, this.now(), { kind: 'summaries', summaries }));
    }
  }

  /** Writes the graph of a model, a serialized GraphDef, for TensorBoard's graph page. */
  writeGraph(graphDef: Uint8Array): void {
    this.append(encodeEvent(0, this.now(), { kind: 'graph', graphDef }));
  }

  /** Waits until all events would survive a power failure. */
  sync(): void {
    this.file.sync();
  }

  /** Closes the file; nothing may be written afterwards. */
  close(): void {
    this.file.close();
  }

  private append(event: Uint8Array): void {
    this.file.append(frameRecord(event));
  }
}
