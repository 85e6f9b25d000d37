import { CompiledEngine } from '../../../src/engine/compiled/compiled-engine';
import { eagerEngine } from '../../../src/engine/eager-engine';
import { referenceEngine } from '../../../src/engine/reference-engine';
import { RegressionScorer } from '../../../src/engine/scores/regression-scorer';
import { askPython, testAgainstPython } from '../../ask-python';
import { createTask, surfaces } from '../small-tasks';

const program = `
from sklearn.metrics import mean_absolute_error, r2_score, root_mean_squared_error

def score(case):
    pair = case["labels"], case["predicted"]
    return {
        "mae": mean_absolute_error(*pair),
        "rmse": root_mean_squared_error(*pair),
        "r2": r2_score(*pair),
    }

answer = [score(case) for case in data]
`;

const inRows = (values: ArrayLike<number>, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, row) =>
    Array.from(values).slice(row * width, (row + 1) * width),
  );

testAgainstPython('scores of every engine are those of scikit-learn over the whole split', () => {
  const engines = [new CompiledEngine(), eagerEngine, referenceEngine];
  const cases = [1, 3].flatMap((width) =>
    engines.map((engine) => {
      // More test examples than fit one batch, and a last batch that is not full.
      const data = { ...surfaces(4, width), test: surfaces(4, width, 611).train };
      const model = { type: 'mlp', hidden: [6] };
      const settings = { model, loss: 'huber', optimizer: 'adam', batchSize: 20 };
      const session = engine.open(createTask(data, settings));
      session.train(1, 30);
      const { loss: _, ...scores } = session.evaluate('test');
      const { values } = session.predict('test');
      expect(session.predictInputs(data.test.inputs).values).toEqual(values);
      session.dispose();
      const labels = inRows(data.test.labels, width);
      return { scores, labels, predicted: inRows(values, width) };
    }),
  );
  const expected = askPython(program, cases) as readonly Record<string, number>[];
  for (const [index, { scores }] of cases.entries()) {
    for (const [name, value] of Object.entries(expected[index] ?? {})) {
      const own = scores[name as keyof typeof scores] ?? Number.NaN;
      expect(Math.abs(own - value) / Math.abs(value)).toBeLessThan(1e-4);
    }
    expect(Object.keys(scores)).toEqual(['mae', 'rmse', 'r2']);
  }
});

test('numbers on paper, in the units of the target', () => {
  const scorer = new RegressionScorer([10]);
  scorer.add([1, 2], [0, 2], 2);
  scorer.add([5], [4], 1);
  const { mae, rmse, r2 } = scorer.read();
  expect(mae).toBeCloseTo(20 / 3, 12);
  expect(rmse).toBeCloseTo(10 * Math.sqrt(2 / 3), 12);
  expect(r2).toBeCloseTo(1 - 2 / 8, 12);
});

test('targets that are all the same are explained wholly or not at all', () => {
  const right = new RegressionScorer([1]);
  right.add([3, 3], [3, 3], 2);
  expect(right.read().r2).toBe(1);
  const wrong = new RegressionScorer([1]);
  wrong.add([3, 4], [3, 3], 2);
  expect(wrong.read().r2).toBe(0);
});
