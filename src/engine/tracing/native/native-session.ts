import { randomUUID } from 'node:crypto';
import { dataTypes } from '../../../tensorflow/data-types';
import type { NativeTensor } from '../../../tensorflow/native-backend';
import { nativeBackend } from '../../../tensorflow/native-backend';
import { preferCallingThread } from '../../../tensorflow/thread-variables';

preferCallingThread();

/**
 * Loading takes a folder. This one is in the memory of the process, where TensorFlow has a file system
 * as well (ram_file_system.h): a killed process leaves nothing behind, and no disk can be full. Files
 * there can only be appended to, so each graph has one of its own, some 100 kB, whose name no other
 * copy of this module in the process takes.
 */
const modelFolder = 'ram://traced-graph';

function writeInMemory(file: string, contents: Uint8Array): void {
  const { binding } = nativeBackend();
  const ids = [Buffer.from(file), contents].map((bytes) =>
    binding.createTensor([], dataTypes.string, [bytes]),
  );
  try {
    binding.executeOp('WriteFile', [], ids, 0);
  } finally {
    for (const id of ids) binding.deleteTensor(id);
  }
}

/** A graph loaded into a TensorFlow session of its own, which holds the graph's variables. */
export class NativeSession {
  private readonly binding = nativeBackend().binding;
  private id: number | undefined;

  /** @param savedModel bytes of `saved_model.pb` */
  constructor(savedModel: Uint8Array) {
    const folder = `${modelFolder}-${randomUUID()}`;
    writeInMemory(`${folder}/saved_model.pb`, savedModel);
    this.id = this.binding.loadSavedModel(folder, 'serve');
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
