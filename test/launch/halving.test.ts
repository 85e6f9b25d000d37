import { chooseSurvivors, type RungResult } from '../../src/launch/halving';

const result = (trial: string, value: number | undefined): RungResult => ({ trial, value });

test('the best third of the trials goes on, by the mean over their seeds', () => {
  const results = [
    result('a', 0.9),
    result('a', 0.1),
    result('b', 0.6),
    result('b', 0.7),
    result('c', 0.4),
    result('c', 0.4),
  ];
  expect(chooseSurvivors(results, 'maximize', 3)).toEqual(new Set(['b']));
  expect(chooseSurvivors(results, 'minimize', 3)).toEqual(new Set(['c']));
  expect(chooseSurvivors(results, 'maximize', 2)).toEqual(new Set(['b', 'a']));
});

test('at least one goes on, and ties go to the first of the grid', () => {
  expect(chooseSurvivors([result('a', 1), result('b', 1)], 'maximize', 10)).toEqual(new Set(['a']));
});

test('a trial with a run that never got to the rung does not go on', () => {
  const results = [result('a', 0.9), result('a', undefined), result('b', 0.1), result('b', 0.1)];
  expect(chooseSurvivors(results, 'maximize', 2)).toEqual(new Set(['b']));
});

test('the order in which results come in does not matter', () => {
  const results = [result('a', 0.2), result('b', 0.8), result('c', 0.5), result('d', 0.6)];
  const survivors = chooseSurvivors(results, 'maximize', 2);
  expect(chooseSurvivors(results.toReversed(), 'maximize', 2)).toEqual(survivors);
});
