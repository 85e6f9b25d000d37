import path from 'node:path';
import { createArrayCsvStringifier } from 'csv-writer';
import type { TrainingTask } from '../../engine/engine';
import { type Findings, writeFindingsFile } from '../../records/findings-file';
import type { RunDirectory } from '../../records/run-directory';
import { buildImages, encodePng, type Image } from '../../records/summaries/image';
import { buildPrCurve, countPrCurve } from '../../records/summaries/pr-curve';
import type { Summary } from '../../records/summaries/summary';
import { buildText } from '../../records/summaries/text';
import { syncFolder, writeFileAtomic } from '../../util/files/atomic-write';
import { makeFolder } from '../../util/files/make-folder';
import { drawConfusionMatrix } from '../pictures/draw-confusion-matrix';
import { formatClassificationReport } from './classification-report';
import type { Examination } from './examine';

/**
 * Writes findings for programs (`findings.json`) and for people (`findings/`), and returns what
 * TensorBoard shows of them.
 *
 * @throws UserError when the disk refuses.
 */
export function writeFindings(
  { findings, probabilities }: Examination,
  pictures: Readonly<Record<string, Image>>,
  task: TrainingTask,
  directory: RunDirectory,
): Summary[] {
  makeFolder(directory.findings);
  const write = (name: string, content: string | Uint8Array): void =>
    writeFileAtomic(path.join(directory.findings, name), content, 'file');
  const report = formatClassificationReport(findings.report);
  write('classification-report.txt', report);
  write('classification-report.csv', formatReportCsv(findings));
  write('confusion-matrix.csv', formatConfusionCsv(findings));

  const images = {
    'confusion-matrix': drawConfusionMatrix(findings.confusionMatrix, findings.classNames),
    ...pictures,
  };
  const summaries: Summary[] = [
    buildText('findings/classification report', `\`\`\`\n${report}\`\`\``),
  ];
  for (const [name, image] of Object.entries(images)) {
    write(`${name}.png`, encodePng(image));
    summaries.push(buildImages(`findings/${name}`, [image]));
  }
  if (findings.pathologies.length > 0) {
    const list = findings.pathologies.map(({ detail }) => `- ${detail}`).join('\n');
    summaries.push(buildText('findings/pathologies', list));
  }
  for (const [id, name] of findings.classNames.entries()) {
    const curve = countPrCurve(task.dataset.test.labels, probabilities, id);
    summaries.push(buildPrCurve(`pr/${name}`, curve));
  }
  syncFolder(directory.findings);
  writeFindingsFile(directory.findingsFile, findings);
  return summaries;
}

function formatReportCsv({ report }: Findings): string {
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

function formatConfusionCsv({ classNames, confusionMatrix }: Findings): string {
  const csv = createArrayCsvStringifier({ header: ['true \\ predicted', ...classNames] });
  return (
    (csv.getHeaderString() ?? '') +
    csv.stringifyRecords(confusionMatrix.map((row, id) => [classNames[id] ?? id, ...row]))
  );
}
