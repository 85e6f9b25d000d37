import { createArrayCsvStringifier } from 'csv-writer';
import type { TrainingTask } from '../../engine/engine';
import type { ClassificationFindings } from '../../records/findings-file';
import { buildPrCurve, countPrCurve } from '../../records/summaries/pr-curve';
import { buildText } from '../../records/summaries/text';
import { drawConfusionMatrix } from '../pictures/draw-confusion-matrix';
import { formatClassificationReport } from './classification-report';
import type { ClassExamination } from './examine-classes';
import type { Presentation } from './presentation';

/** What is shown of a classifier: its report, confusion matrix and precision-recall curves. */
export function presentClasses(
  { findings, probabilities }: ClassExamination,
  { dataset }: TrainingTask,
): Presentation {
  const { classNames, confusionMatrix } = findings;
  const report = formatClassificationReport(findings.report);
  return {
    files: {
      'classification-report.txt': report,
      'classification-report.csv': formatReportCsv(findings),
      'confusion-matrix.csv': formatConfusionCsv(findings),
    },
    pictures: { 'confusion-matrix': drawConfusionMatrix(confusionMatrix, classNames) },
    text: buildText('findings/classification report', `\`\`\`\n${report}\`\`\``),
    curves: classNames.map((name, id) =>
      buildPrCurve(`pr/${name}`, countPrCurve(dataset.test.labels, probabilities, id)),
    ),
  };
}

function formatReportCsv({ report }: ClassificationFindings): string {
  const csv = createArrayCsvStringifier({
    header: ['class', 'precision', 'recall', 'f1', 'support'],
  });
  const rows = {
    ...report.classes,
    'macro avg': report.macroAverage,
    'weighted avg': report.weightedAverage,
  };
  return (
    (csv.getHeaderString() ?? '') +
    csv.stringifyRecords(
      Object.entries(rows).map(([name, { precision, recall, f1, support }]) => [
        name,
        precision,
        recall,
        f1,
        support,
      ]),
    )
  );
}

function formatConfusionCsv({ classNames, confusionMatrix }: ClassificationFindings): string {
  const csv = createArrayCsvStringifier({ header: ['true \\ predicted', ...classNames] });
  return (
    (csv.getHeaderString() ?? '') +
    csv.stringifyRecords(confusionMatrix.map((row, id) => [classNames[id] ?? id, ...row]))
  );
}
