import type { ClassificationReport, ClassScores } from '../../records/findings-file';

/**
 * Scores a confusion matrix, `[label][prediction]`. A ratio without a denominator is 0, as in
 * scikit-learn's `classification_report` with `zero_division=0`.
 */
export function scoreClasses(
  matrix: readonly (readonly number[])[],
  classNames: readonly string[],
): ClassificationReport {
  const scores = classNames.map((_, id): ClassScores => {
    const hits = matrix[id]?.[id] ?? 0;
    const support = sum(matrix[id] ?? []);
    const predicted = sum(matrix.map((row) => row[id] ?? 0));
    const precision = divide(hits, predicted);
    const recall = divide(hits, support);
    return { precision, recall, f1: divide(2 * precision * recall, precision + recall), support };
  });
  const total = sum(scores.map(({ support }) => support));
  const average = (weightOf: (score: ClassScores) => number): ClassScores => {
    const mean = (key: 'precision' | 'recall' | 'f1'): number =>
      sum(scores.map((score) => weightOf(score) * score[key]));
    return { precision: mean('precision'), recall: mean('recall'), f1: mean('f1'), support: total };
  };
  return {
    classes: Object.fromEntries(scores.map((score, id) => [classNames[id] ?? String(id), score])),
    accuracy: divide(sum(matrix.map((row, id) => row[id] ?? 0)), total),
    macroAverage: average(() => 1 / scores.length),
    weightedAverage: average(({ support }) => divide(support, total)),
  };
}

/** The report as fixed-width text, laid out like scikit-learn's. */
export function formatClassificationReport(report: ClassificationReport): string {
  const width = Math.max(12, ...Object.keys(report.classes).map((name) => name.length));
  const cell = (text: string): string => text.padStart(11);
  const row = (name: string, { precision, recall, f1, support }: ClassScores): string =>
    name.padStart(width) +
    [precision, recall, f1].map((value) => cell(value.toFixed(4))).join('') +
    cell(String(support));
  const { support } = report.macroAverage;
  const header = ['precision', 'recall', 'f1', 'support'].map(cell).join('');
  const accuracy = `${'accuracy'.padStart(width)}${cell('')}${cell('')}${cell(report.accuracy.toFixed(4))}${cell(String(support))}`;
  return [
    ' '.repeat(width) + header,
    ...Object.entries(report.classes).map(([name, scores]) => row(name, scores)),
    '',
    accuracy,
    row('macro avg', report.macroAverage),
    row('weighted avg', report.weightedAverage),
    '',
  ].join('\n');
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function divide(numerator: number, denominator: number): number {
  return denominator === 0 ? 0 : numerator / denominator;
}
