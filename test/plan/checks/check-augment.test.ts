import { planText } from '../plan-samples';

const spec = (...lines: string[]): string =>
  [
    'name: changed',
    'optimizer: sgd',
    'steps: 10',
    'model: { type: mlp, hidden: [8] }',
    ...lines,
  ].join('\n');
const ofDigits = (...lines: string[]): string => spec('dataset: synthetic-digits', ...lines);

function problemsOf(text: string): string[] {
  const planning = planText(text);
  if (planning.ok) return [];
  return planning.problems.map(({ line, message }) => `${line}: ${message}`);
}

function hashesOf(text: string): string[] {
  const planning = planText(text);
  return planning.ok ? planning.plan.runs.map(({ configHash }) => configHash) : problemsOf(text);
}

test('what changes nothing is no part of a run, what changes images is', () => {
  const [plain] = hashesOf(ofDigits());
  expect(hashesOf(ofDigits('augment: {}'))).toEqual([plain]);
  expect(hashesOf(ofDigits('augment: { rotate: 0, flip: false }'))).toEqual([plain]);
  const [off, on] = hashesOf(ofDigits('grid: { augment.rotate: [0, 15] }'));
  expect(off).toBe(plain);
  expect(on).toMatch(/^[0-9a-f]{64}$/);
  expect(on).not.toBe(plain);
});

test('points have nothing to be turned', () => {
  expect(problemsOf(spec('dataset: moons', 'augment: { rotate: 3 }'))).toEqual([
    '6: `augment` changes images, but the examples of moons are none: each is 2 numbers',
  ]);
  expect(problemsOf(spec('dataset: moons', 'augment: {}'))).toEqual([]);
});

test('images are moved by at least a pixel, and stay in sight', () => {
  expect(problemsOf(ofDigits('augment: { shift: 0.01 }'))).toEqual([
    '6: `shift` is 0.01, which is less than a pixel of images of 28 x 28 pixels',
  ]);
  expect(problemsOf(ofDigits('augment: { shift: 28 }'))).toEqual([
    '6: `shift` is 28 pixels, which moves images of 28 x 28 pixels out of sight',
  ]);
  expect(problemsOf(ofDigits('augment: { shift: 0.04 }'))).toEqual([]);
  expect(problemsOf(ofDigits('augment: { shift: 2.5 }'))).toHaveLength(1);
});
