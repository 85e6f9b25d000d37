import { parsePlan } from '../../plan/parse-plan';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { readJsonFile } from '../../records/read-json-file';
import { moveFileAside } from '../../records/replaced/set-aside';
import { removeAbandonedTemporaries, writeFileAtomic } from '../../util/files/atomic-write';

/**
 * Clears what earlier launches left in the folder of an experiment, and writes its plan there. To be
 * called by who holds the experiment.
 *
 * @throws UserError where the folder can't be written.
 */
export function writePlan(plan: ExperimentPlan, directory: ExperimentDirectory): void {
  removeAbandonedTemporaries(directory.path);
  if (readJsonFile(directory.planFile, parsePlan).state === 'damaged') {
    moveFileAside(directory.planFile);
  }
  writeFileAtomic(directory.planFile, `${JSON.stringify(plan, null, 2)}\n`);
}
