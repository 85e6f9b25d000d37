import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NativeTensor } from './native-backend';
import { nativeBackend } from './native-backend';

/**
 * TensorFlow reads this when the first session of a process opens. A negative number has kernels
 * run in the thread that calls, one after the other: handing each to another thread costs more
 * than small kernels take, and large ones use all threads by themselves.
 */
process.env['TF_NUM_INTEROP_THREADS'] ??= '-1';

/** A graph loaded into a TensorFlow session of its own, which holds the graph's variables. */
export class NativeSession {
  private readonly binding = nativeBackend().binding;
  private id: number | undefined;

  /** @param savedModel bytes of `saved_model.pb`; they leave no file behind. */
  constructor(savedModel: Uint8Array) {
    const folder = mkdtempSync(path.join(tmpdir(), `traced-graph-${process.pid}-`));
    try {
      writeFileSync(path.join(folder, 'saved_model.pb'), savedModel);
      this.id = this.binding.loadSavedModel(folder, 'serve');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /**
   * Runs what the outputs depend on. The caller owns the tensors that come back and deletes them.
   *
   * @param inputNames `x:0,y:0`, in the order of `inputIds`.
   * @param outputNames `loss:0,accuracy:0`.
   */
  run(inputIds: readonly number[], inputNames: string, outputNames: string): NativeTensor[] {
    if (this.id === undefined) throw new Error('The session is closed');
    return this.binding.runSavedModel(this.id, inputIds, inputNames, outputNames);
  }

  /** Frees the session with its variables; closing twice does nothing. */
  close(): void {
    if (this.id === undefined) return;
    this.binding.deleteSavedModel(this.id);
    this.id = undefined;
  }
}
