import { createArrayCsvStringifier } from 'csv-writer';
import type { TrainingTask } from '../../engine/engine';
import type { LargeError } from '../../records/findings-file';
import { buildText } from '../../records/summaries/text';
import { drawPredictions } from '../pictures/draw-predictions';
import { drawResiduals } from '../pictures/draw-residuals';
import type { TargetExamination } from './examine-targets';
import type { Presentation } from './presentation';

/** Errors that the text shows; the file has more. */
const shownErrors = 20;

/** What is shown of a network that predicts numbers: predictions against targets, and what is left. */
export function presentTargets(
  { findings, predictions }: TargetExamination,
  { dataset }: TrainingTask,
): Presentation {
  const { largestErrors, targetNames } = findings;
  const { labels } = dataset.test;
  const pictures = targetNames.flatMap((name, column) => {
    const pick = (values: ArrayLike<number>): Float64Array =>
      Float64Array.from(
        { length: values.length / targetNames.length },
        (_, row) => values[row * targetNames.length + column] ?? 0,
      );
    const pairs = { name, actual: pick(labels), predicted: pick(predictions) };
    const ending = targetNames.length === 1 ? '' : `-${name.replaceAll(/[^\w.-]+/g, '_')}`;
    return [
      [`predictions${ending}`, drawPredictions(pairs)] as const,
      [`residuals${ending}`, drawResiduals(pairs)] as const,
    ];
  });
  return {
    files: { 'largest-errors.csv': formatErrorsCsv(largestErrors) },
    pictures: Object.fromEntries(pictures),
    text: buildText('findings/largest errors', formatErrors(largestErrors.slice(0, shownErrors))),
    curves: [],
  };
}

const header = ['example', 'target', 'true', 'predicted', 'error'];

function listCells({ index, target, actual, predicted }: LargeError): (string | number)[] {
  return [index, target, actual, predicted, predicted - actual];
}

function formatErrorsCsv(errors: readonly LargeError[]): string {
  const csv = createArrayCsvStringifier({ header });
  return (csv.getHeaderString() ?? '') + csv.stringifyRecords(errors.map(listCells));
}

/** A Markdown table. */
function formatErrors(errors: readonly LargeError[]): string {
  const show = (cell: string | number): string =>
    typeof cell === 'number' ? String(Number(cell.toPrecision(5))) : cell.replaceAll('|', '\\|');
  const line = (cells: readonly (string | number)[]): string =>
    `| ${cells.map(show).join(' | ')} |`;
  const rows = errors.map((error) => line(listCells(error)));
  return [line(header), line(header.map(() => '---')), ...rows].join('\n');
}
