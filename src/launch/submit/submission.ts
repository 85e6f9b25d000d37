import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readJsonFile } from '../../records/read-json-file';
import { writeFileAtomic } from '../../util/files/atomic-write';
import { listFolder } from '../../util/files/list-folder';

const submissionSchema = z.object({
  /** The scheduler that has it. */
  to: z.string(),
  /** The job of its workers, as the scheduler calls it. */
  job: z.string(),
  /** The job that collects the results behind them. */
  collectJob: z.string().optional(),
  /** The cluster, where the scheduler has several. */
  cluster: z.string().optional(),
  /** The name space of the job, where the scheduler has such. */
  namespace: z.string().optional(),
  workers: z.int().positive(),
  submittedAt: z.string(),
});

/** Workers that were submitted to a scheduler. */
export type Submission = z.output<typeof submissionSchema>;

const recordName = /^submitted-[\w.-]+\.json$/;

/**
 * Writes down what was submitted: a file for each, so that nothing is lost where two submit at once.
 *
 * @throws UserError where the folder can't be written.
 */
export function recordSubmission(folder: string, submission: Submission): void {
  writeFileAtomic(fileOf(folder, submission), `${JSON.stringify(submission, null, 2)}\n`);
}

/** What was submitted from a folder of jobs, oldest first; what can't be read is left out. */
export function readSubmissions(folder: string): readonly Submission[] {
  return listFolder(folder)
    .filter(({ name }) => recordName.test(name))
    .flatMap(({ name }) => {
      const reading = readJsonFile(path.join(folder, name), (value) => {
        const parsing = submissionSchema.safeParse(value);
        return parsing.success
          ? { ok: true, value: parsing.data }
          : { ok: false, reason: 'it is no submission' };
      });
      return reading.state === 'sound' ? [reading.value] : [];
    })
    .sort((a, b) => (a.submittedAt < b.submittedAt ? -1 : 1));
}

/** Forgets a submission of which nothing is left in the queue. */
export function forgetSubmission(folder: string, submission: Submission): void {
  fs.rmSync(fileOf(folder, submission), { force: true });
}

function fileOf(folder: string, { to, job }: Submission): string {
  return path.join(folder, `submitted-${to}-${job}.json`);
}
