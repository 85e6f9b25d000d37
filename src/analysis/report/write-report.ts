import { writeFileAtomic } from '../../util/files/atomic-write';
import type { ExperimentResults } from '../results/read-results';
import { buildReport } from './build-report';

/**
 * Writes the report of an experiment.
 *
 * @param file where to; by default `report.html` in the experiment's folder.
 * @returns the path of the file.
 * @throws UserError when the disk refuses.
 */
export async function writeReport(
  results: ExperimentResults,
  file: string = results.directory.reportFile,
): Promise<string> {
  writeFileAtomic(file, await buildReport(results));
  return file;
}
