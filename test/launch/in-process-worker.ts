import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { datasetOf } from '../../src/datasets/registry';
import { openEngine } from '../../src/engine/open-engine';
import type { WorkerReport, WorkerRequest, WorkerTask } from '../../src/launch/worker/messages';
import { RunDirectory } from '../../src/records/run-directory';
import { readTensorFlowVersions } from '../../src/tensorflow/tensorflow-versions';
import { executeRun } from '../../src/training/execute-run';
import { describeSystemError } from '../../src/util/files/disk-error';
import { UserError } from '../../src/util/user-error';

/** What stands for the process of a run and trains in this one, which saves its start. */
export function startInProcessWorker(): ChildProcess {
  const worker = Object.assign(new EventEmitter(), {
    connected: true,
    send(request: WorkerRequest) {
      if (request.type !== 'run') return;
      const report = (message: WorkerReport): void => void worker.emit('message', message);
      runTask(request.task, report)
        .catch((thrown: unknown) => {
          const error = describeSystemError(thrown);
          const isExpected = error instanceof UserError;
          const text = isExpected ? error.describe() : `a bug: ${(error as Error).stack}`;
          report({ type: 'failed', error: text, isExpected });
        })
        .finally(() => worker.emit('close', 0, null));
    },
    kill: () => true,
  });
  return worker as unknown as ChildProcess;
}

async function runTask(task: WorkerTask, report: (message: WorkerReport) => void): Promise<void> {
  const { config, sources } = task;
  const { dataset: datasetSpec, engine } = config.settings;
  const dataset = await datasetOf(datasetSpec).load(datasetSpec, config.seed, {
    ...sources,
    download: true,
  });
  const status = await executeRun(config, {
    ...task,
    directory: new RunDirectory(task.runFolder),
    dataset,
    engine: openEngine(engine),
    environment: {
      ...task.environment,
      ...readTensorFlowVersions(),
      engine,
      dataset: { name: dataset.name, checksum: dataset.checksum },
    },
    onDamage() {},
    onStart: (step, warnings) => report({ type: 'started', step, warnings }),
    control: { onProgress() {}, shouldStop: () => false },
  });
  report({ type: 'ended', status });
}
