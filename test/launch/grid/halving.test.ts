import { chooseSurvivors, type RungResult } from '../../../src/launch/grid/halving';

/** Results of trials, with a value per seed. */
function results(trials: Readonly<Record<string, readonly (number | undefined)[]>>): RungResult[] {
  return Object.entries(trials).flatMap(([trial, values]) =>
    values.map((value) => ({ trial, value })),
  );
}

function survivors(
  trials: Readonly<Record<string, readonly (number | undefined)[]>>,
  goal: 'maximize' | 'minimize',
  factor: number,
): string {
  return [...chooseSurvivors(results(trials), goal, factor)].sort().join('');
}

describe('chooseSurvivors', () => {
  const trials = { a: [0.5, 0.7], b: [0.9, 0.2], c: [0.8, 0.8], d: [0.1, 0.1] };

  it('keeps the best part of the trials by their mean over seeds', () => {
    expect(survivors(trials, 'maximize', 2)).toBe('ac');
    expect(survivors(trials, 'minimize', 2)).toBe('bd');
    expect(survivors(trials, 'maximize', 3)).toBe('ac');
    expect(survivors(trials, 'maximize', 4)).toBe('c');
  });

  it('keeps one even where the factor would leave none', () => {
    expect(survivors(trials, 'maximize', 100)).toBe('c');
  });

  it('drops trials with a run that did not get there, however many places are left', () => {
    expect(survivors({ ...trials, c: [0.8, undefined] }, 'maximize', 2)).toBe('ab');
    expect(survivors({ a: [undefined], b: [undefined] }, 'maximize', 2)).toBe('');
  });

  it('gives a tie to the trial that stands first in the grid', () => {
    expect(survivors({ a: [0.1], b: [0.7], c: [0.7], d: [0.7] }, 'maximize', 4)).toBe('b');
  });
});
