import type { TrainingSession, TrainingTask } from '../../engine/engine';
import type { ClassificationFindings, Misclassified } from '../../records/findings-file';
import { scoreClasses } from './classification-report';
import { countConfusions, mostProbableClasses } from './confusion-matrix';
import { findAilments } from './find-ailments';
import { findNoLearning } from './pathologies';

/** Findings about a classifier with what they were made from. */
export interface ClassExamination {
  readonly labels: 'classes';
  readonly findings: ClassificationFindings;
  /** Class probabilities on the test split, `[count, classes]`. */
  readonly probabilities: Float32Array;
}

const keptMistakes = 100;

/** Examines a classifier: how it does per class, which mistakes it makes, and what ails it. */
export function examineClasses(session: TrainingSession, task: TrainingTask): ClassExamination {
  const { dataset } = task;
  const { classNames } = dataset;
  const { labels } = dataset.test;
  const { values: probabilities } = session.predict('test');
  const predictions = mostProbableClasses(probabilities, classNames.length);
  const confusionMatrix = countConfusions(labels, predictions, classNames.length);
  const report = scoreClasses(confusionMatrix, classNames);
  const supports = confusionMatrix.map((row) => row.reduce((sum, count) => sum + count, 0));
  return {
    labels: 'classes',
    probabilities,
    findings: {
      classNames,
      confusionMatrix,
      report,
      misclassified: listMistakes(labels, predictions, probabilities),
      pathologies: [...findAilments(session, task), ...findNoLearning(report.accuracy, supports)],
    },
  };
}

function listMistakes(
  labels: Uint8Array | Float32Array,
  predictions: Uint8Array,
  probabilities: Float32Array,
): Misclassified[] {
  const classCount = probabilities.length / labels.length;
  const mistakes: Misclassified[] = [];
  for (const [index, label] of labels.entries()) {
    const predicted = predictions[index] ?? 0;
    if (predicted === label) continue;
    const probability = probabilities[index * classCount + predicted] ?? 0;
    mistakes.push({ index, label, predicted, probability });
  }
  return mistakes.sort((a, b) => b.probability - a.probability).slice(0, keptMistakes);
}
