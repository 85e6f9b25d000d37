import fs from 'node:fs';
import { describeDiskError } from './disk-error';

/**
 * A file that only grows, by whole pieces: after `append` returns, the piece survives the death of
 * the process; if it throws, nothing of the piece is left behind.
 */
export class AppendFile {
  readonly path: string;
  private readonly descriptor: number;
  private length: number;

  private constructor(path: string, descriptor: number) {
    this.path = path;
    this.descriptor = descriptor;
    this.length = fs.fstatSync(descriptor).size;
  }

  /**
   * Opens a file for appending.
   *
   * @param mode `create` refuses a file that exists, `extend` takes one or makes it.
   * @throws UserError where the folder can't be written.
   */
  static open(path: string, mode: 'create' | 'extend'): AppendFile {
    try {
      return new AppendFile(path, fs.openSync(path, mode === 'create' ? 'ax' : 'a'));
    } catch (error) {
      throw describeDiskError(error, 'open', path);
    }
  }

  /**
   * Writes one piece to the end, in one system call where the system takes it in one.
   *
   * @throws UserError when the disk is full or otherwise refuses; the file is then as before.
   */
  append(piece: Uint8Array): void {
    try {
      let written = 0;
      while (written < piece.length) {
        written += fs.writeSync(this.descriptor, piece, written);
      }
      this.length += piece.length;
    } catch (error) {
      // A full disk takes half of a piece: what comes behind half a record can't be read.
      this.cutBack();
      throw describeDiskError(error, 'write', this.path);
    }
  }

  /** Waits until all that was appended would survive a power failure. */
  sync(): void {
    try {
      fs.fsyncSync(this.descriptor);
    } catch (error) {
      throw describeDiskError(error, 'write', this.path);
    }
  }

  /** Closes the file; no other method may be called afterwards. */
  close(): void {
    fs.closeSync(this.descriptor);
  }

  private cutBack(): void {
    try {
      fs.ftruncateSync(this.descriptor, this.length);
    } catch {
      // A disk that refuses this as well leaves a torn tail, which readers know; the first error
      // says more.
    }
  }
}
