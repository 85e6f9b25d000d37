import type { Targets } from '../../datasets/targets/targets';
import type { TrainingSession, TrainingTask } from '../../engine/engine';
import type { LargeError, RegressionFindings } from '../../records/findings-file';
import { findAilments } from './find-ailments';
import { findNoFit } from './pathologies';

/** Findings about a network that predicts numbers, with what they were made from. */
export interface TargetExamination {
  readonly labels: 'targets';
  readonly findings: RegressionFindings;
  /** On the test split, in the units of the targets, `[count, targets]`. */
  readonly predictions: Float32Array;
}

const keptErrors = 100;

/** Examines a network that predicts numbers: where it errs most, and what ails it. */
export function examineTargets(
  session: TrainingSession,
  task: TrainingTask,
  targets: Targets,
): TargetExamination {
  const { labels, count } = task.dataset.test;
  const { values: predictions } = session.predict('test');
  const { r2 = 0 } = session.evaluate('test');
  return {
    labels: 'targets',
    predictions,
    findings: {
      targetNames: targets.names,
      largestErrors: listErrors(labels, predictions, targets),
      pathologies: [...findAilments(session, task), ...findNoFit(r2, count)],
    },
  };
}

/** The largest errors first, each in units of the standard deviation of its target. */
function listErrors(
  labels: ArrayLike<number>,
  predictions: Float32Array,
  { names, deviations }: Targets,
): LargeError[] {
  const width = names.length;
  const errors = Array.from(predictions, (predicted, at) => {
    const actual = labels[at] ?? 0;
    const size = Math.abs(predicted - actual) / (deviations[at % width] ?? 1);
    const target = names[at % width] ?? '';
    return { size, error: { index: Math.floor(at / width), target, actual, predicted } };
  });
  return errors
    .sort((a, b) => b.size - a.size)
    .slice(0, keptErrors)
    .map(({ error }) => error);
}
