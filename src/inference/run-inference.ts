import { fork } from 'node:child_process';
import path from 'node:path';
import { requireTensorflow } from '../tensorflow/require-tensorflow';
import { commandFor } from '../util/process/command-for';
import { UserError } from '../util/user-error';
import type {
  Evaluation,
  InferenceReport,
  InferenceRequest,
  Predictions,
} from './inference-request';

/**
 * What a model makes of inputs.
 *
 * @throws UserError where TensorFlow is missing or damaged.
 */
export async function predict(
  request: Omit<Extract<InferenceRequest, { kind: 'predict' }>, 'kind'>,
): Promise<Predictions> {
  const report = await ask({ kind: 'predict', ...request });
  if ('predictions' in report) return report.predictions;
  throw new Error('Predictions were asked for');
}

/**
 * How a model does on a data set.
 *
 * @throws UserError where the data can't be had or don't fit, or TensorFlow is missing or damaged.
 */
export async function evaluate(
  request: Omit<Extract<InferenceRequest, { kind: 'evaluate' }>, 'kind'>,
): Promise<Evaluation> {
  const report = await ask({ kind: 'evaluate', ...request });
  if ('evaluation' in report) return report.evaluation;
  throw new Error('An evaluation was asked for');
}

/** TensorFlow prints to standard error while it loads, so models run in a process apart. */
function ask(request: InferenceRequest): Promise<Exclude<InferenceReport, { error: string }>> {
  requireTensorflow();
  return new Promise((resolve, reject) => {
    const child = fork(path.join(__dirname, 'inference-entry.js'), {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // Typed arrays stay what they are.
      serialization: 'advanced',
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' },
    });
    let report: InferenceReport | undefined;
    child.on('message', (message: InferenceReport) => {
      report = message;
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (report === undefined) {
        const end = signal === null ? `ended with exit code ${code}` : `was killed by ${signal}`;
        const hint = `\`${commandFor('doctor')}\` says whether TensorFlow loads.`;
        reject(new UserError(`The process of the model ${end}`, { hint }));
      } else if ('error' in report) {
        reject(new UserError(report.error, report.hint === undefined ? {} : { hint: report.hint }));
      } else {
        resolve(report);
      }
    });
    child.send(request);
  });
}
