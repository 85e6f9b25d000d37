import type { TrainingSession, TrainingTask } from '../../engine/engine';
import { type ClassExamination, examineClasses } from './examine-classes';
import { examineTargets, type TargetExamination } from './examine-targets';

/** Findings with what they were made from. */
export type Examination = ClassExamination | TargetExamination;

/** Examines a network at the end of its run. */
export function examine(session: TrainingSession, task: TrainingTask): Examination {
  const { targets } = task.dataset;
  return targets === undefined
    ? examineClasses(session, task)
    : examineTargets(session, task, targets);
}
