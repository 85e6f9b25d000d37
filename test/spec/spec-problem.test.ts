import { formatProblem } from '../../src/spec/spec-problem';

const problem = {
  source: 'a.yaml',
  line: 3,
  column: 8,
  message: 'is wrong',
  hint: 'Put it right.',
};

test('shows the place, the line with a caret, and the hint', () => {
  expect(formatProblem({ ...problem, excerpt: '  key: value' })).toBe(
    ['a.yaml:3:8: error: is wrong', '    key: value', '         ^', '    Put it right.'].join('\n'),
  );
});

test('a long line is cut down to the surroundings of the place', () => {
  const excerpt = `${'a'.repeat(200)}HERE${'b'.repeat(200)}`;
  const lines = formatProblem({ ...problem, column: 201, excerpt }).split('\n');
  expect(lines[1]?.length).toBeLessThan(110);
  expect(lines[1]?.slice(lines[2]?.indexOf('^'))).toMatch(/^HEREb/);
});

test('what a file holds does not steer the terminal', () => {
  const text = formatProblem({ ...problem, message: 'a\u001b[31m key\n', excerpt: '\tb\u0007: c' });
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  expect(text.split('\n')).toHaveLength(4);
});

test('an option has no line', () => {
  expect(formatProblem({ source: '--set a=b', message: 'is wrong' })).toBe(
    '--set a=b: error: is wrong',
  );
  expect(formatProblem({ source: 'a.yaml', message: 'is odd' }, 'warning')).toBe(
    'a.yaml: warning: is odd',
  );
});
