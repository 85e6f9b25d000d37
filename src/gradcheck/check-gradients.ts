import { fork } from 'node:child_process';
import path from 'node:path';
import { requireTensorflow } from '../tensorflow/require-tensorflow';
import { commandFor } from '../util/process/command-for';
import { UserError } from '../util/user-error';
import type { GradcheckReport, GradcheckRequest } from './gradcheck-entry';
import type { GradientRow } from './gradient-row';

/**
 * Checks gradients in a process apart.
 *
 * @throws UserError where a network can't be checked, or TensorFlow is missing or damaged.
 */
export async function checkGradients(request: GradcheckRequest): Promise<GradientRow[]> {
  requireTensorflow();
  return new Promise((resolve, reject) => {
    const child = fork(path.join(__dirname, 'gradcheck-entry.js'), {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // JSON knows no NaN, which is what a wrong gradient may err by.
      serialization: 'advanced',
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' },
    });
    const rows: GradientRow[] = [];
    let failure: UserError | undefined;
    child.on('message', (report: GradcheckReport) => {
      if ('rows' in report) rows.push(...report.rows);
      else failure = new UserError(report.error, { hint: report.hint });
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (failure !== undefined) reject(failure);
      else if (code === 0) resolve(rows);
      else {
        const end = signal === null ? `ended with exit code ${code}` : `was killed by ${signal}`;
        const hint = `\`${commandFor('doctor')}\` says whether TensorFlow loads.`;
        reject(new UserError(`The gradient check ${end}`, { hint }));
      }
    });
    child.send(request);
  });
}
