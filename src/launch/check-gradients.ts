import { fork } from 'node:child_process';
import path from 'node:path';
import type { GradientRow } from '../engine/gradcheck/gradient-row';
import { UserError } from '../util/user-error';
import type { GradcheckReport, GradcheckRequest } from './gradcheck-entry';

/**
 * Checks gradients in a process apart.
 *
 * @throws UserError where a network can't be checked.
 */
export function checkGradients(request: GradcheckRequest): Promise<GradientRow[]> {
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
      else
        failure = new UserError(
          report.error,
          report.hint === undefined ? {} : { hint: report.hint },
        );
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (failure !== undefined) reject(failure);
      else if (code === 0) resolve(rows);
      else reject(new UserError(`The gradient check ended with exit code ${code}`));
    });
    child.send(request);
  });
}
