import { parsePlan } from '../../../src/plan/parse-plan';
import { linesOf, specWith } from '../../spec/format-problems';
import { planText } from '../plan-samples';

const grid = 'grid: { optimizer.type: [adam, sgd], model.activation: [relu, tanh] }';

function explain(published: string, ...more: string[]) {
  const planning = planText(specWith(grid, `published: [${published}]`, ...more));
  return {
    problems: planning.ok ? [] : linesOf(planning.problems),
    warnings: planning.ok ? linesOf(planning.warnings) : [],
  };
}

const rest = 'metric: test/accuracy, value: 0.9, tolerance: 0.1';

test('figures are kept in the plan, through its file', () => {
  const planning = planText(
    specWith(grid, `published: [{ where: { optimizer.type: sgd }, ${rest}, note: why }]`),
  );
  if (!planning.ok) throw new Error(linesOf(planning.problems).join('\n'));
  const figure = {
    where: { 'optimizer.type': 'sgd' },
    metric: 'test/accuracy',
    value: 0.9,
    tolerance: 0.1,
    note: 'why',
  };
  expect(planning.plan.published).toEqual([figure]);
  const read = parsePlan(JSON.parse(JSON.stringify(planning.plan)));
  expect(read).toMatchObject({ ok: true, value: { published: [figure] } });
});

test.each([
  ['an axis misspelt', '{ optimizer.tipe: sgd }', ['`where` names `optimizer.tipe`', 'no axis']],
  ['a value that no trial has', '{ model.activation: elu }', ['has no value "elu"']],
])('%s is a problem', (_, where, parts) => {
  const { problems } = explain(`{ where: ${where}, ${rest} }`);
  expect(problems).toHaveLength(1);
  for (const part of parts) expect(problems[0]).toContain(part);
});

test('values that no trial has together are a problem', () => {
  const where = '{ optimizer.type: sgd, model.activation: tanh }';
  const exclude = 'exclude: [{ optimizer.type: sgd, model.activation: tanh }]';
  expect(explain(`{ where: ${where}, ${rest} }`).problems).toEqual([]);
  const { problems } = explain(`{ where: ${where}, ${rest} }`, exclude);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain('`where` matches no trial');
});

test('what will not be measured is a warning', () => {
  const { problems, warnings } = explain(
    '{ metric: full-train/loss, step: 7, value: 1, tolerance: 1 }',
    'evaluateEvery: 5',
  );
  expect(problems).toEqual([]);
  expect(warnings.join('\n')).toContain('`full-train/loss` is not measured');
  expect(warnings.join('\n')).toContain('nothing is measured at step 7');
});
