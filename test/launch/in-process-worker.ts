import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { executeTask } from '../../src/launch/worker/execute-task';
import type { WorkerReport, WorkerRequest } from '../../src/launch/worker/messages';
import { WorkerStore } from '../../src/launch/worker/worker-store';
import { describeSystemError } from '../../src/util/files/disk-error';
import { UserError } from '../../src/util/user-error';

/** What stands for the process of a run and trains in this one, which saves its start. */
export function startInProcessWorker(): ChildProcess {
  const worker = Object.assign(new EventEmitter(), {
    connected: true,
    send(request: WorkerRequest) {
      if (request.type !== 'run') return;
      const report = (message: WorkerReport): void => void worker.emit('message', message);
      executeTask(request.task, new WorkerStore(), { report, shouldStop: () => false })
        .then((status) => report({ type: 'ended', status, residentBytes: 0 }))
        .catch((thrown: unknown) => {
          const error = describeSystemError(thrown);
          const isExpected = error instanceof UserError;
          const text = isExpected ? error.describe() : `a bug: ${(error as Error).stack}`;
          report({ type: 'failed', error: text, isExpected });
        })
        .finally(() => worker.emit('close', 0, null));
    },
    disconnect() {},
    kill: () => true,
  });
  return worker as unknown as ChildProcess;
}
