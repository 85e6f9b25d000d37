import { execFileSync } from 'node:child_process';
import {
  formatClassificationReport,
  scoreClasses,
} from '../../../src/training/findings/classification-report';
import { countConfusions } from '../../../src/training/findings/confusion-matrix';
import { createRandom } from '../../../src/util/random';
import { oraclePython } from '../../oracle-python';

test('counts labels in rows and predictions in columns', () => {
  expect(countConfusions([0, 0, 1, 2, 2, 2], [0, 1, 1, 2, 0, 2], 3)).toEqual([
    [1, 1, 0],
    [0, 1, 0],
    [1, 0, 2],
  ]);
});

test('scores a class that is never predicted, and one that never occurs, with 0', () => {
  const matrix = [
    [2, 0, 0],
    [2, 0, 0],
    [0, 0, 0],
  ];
  const { classes, accuracy, macroAverage, weightedAverage } = scoreClasses(matrix, [
    'a',
    'b',
    'c',
  ]);
  expect(classes['a']).toEqual({ precision: 0.5, recall: 1, f1: 2 / 3, support: 2 });
  expect(classes['b']).toEqual({ precision: 0, recall: 0, f1: 0, support: 2 });
  expect(classes['c']).toEqual({ precision: 0, recall: 0, f1: 0, support: 0 });
  expect(accuracy).toBe(0.5);
  expect(macroAverage.recall).toBeCloseTo(1 / 3, 12);
  expect(weightedAverage.recall).toBeCloseTo(0.5, 12);
});

const python = oraclePython();

(python === undefined ? test.skip : test)(
  'agrees with scikit-learn on the same predictions (needs the test Python)',
  () => {
    const random = createRandom(3);
    const labels = Array.from({ length: 400 }, () => random.integer(5));
    const predictions = labels.map((label) => (random.uniform() < 0.7 ? label : random.integer(4)));
    const program =
      'import json, sys; from sklearn.metrics import classification_report as report; ' +
      'a, b = json.load(sys.stdin); ' +
      'print(json.dumps(report(a, b, output_dict=True, zero_division=0)))';
    const output = execFileSync(python ?? '', ['-c', program], {
      input: JSON.stringify([labels, predictions]),
      encoding: 'utf8',
    });
    const expected = JSON.parse(output) as Record<string, Record<string, number>>;
    const report = scoreClasses(countConfusions(labels, predictions, 5), ['0', '1', '2', '3', '4']);
    const ours = {
      ...report.classes,
      'macro avg': report.macroAverage,
      'weighted avg': report.weightedAverage,
    };
    for (const [name, scores] of Object.entries(ours)) {
      expect(scores.precision).toBeCloseTo(expected[name]?.['precision'] ?? Number.NaN, 12);
      expect(scores.recall).toBeCloseTo(expected[name]?.['recall'] ?? Number.NaN, 12);
      expect(scores.f1).toBeCloseTo(expected[name]?.['f1-score'] ?? Number.NaN, 12);
      expect(scores.support).toBe(expected[name]?.['support']);
    }
    expect(report.accuracy).toBeCloseTo(Number(expected['accuracy']), 12);
  },
);

test('prints every class, the accuracy and both averages', () => {
  const text = formatClassificationReport(
    scoreClasses(
      [
        [3, 1],
        [0, 4],
      ],
      ['three', 'nine'],
    ),
  );
  expect(text.split('\n')).toEqual([
    '              precision     recall         f1    support',
    '       three     1.0000     0.7500     0.8571          4',
    '        nine     0.8000     1.0000     0.8889          4',
    '',
    '    accuracy                           0.8750          8',
    '   macro avg     0.9000     0.8750     0.8730          8',
    'weighted avg     0.9000     0.8750     0.8730          8',
    '',
  ]);
});
