import type { RunConfig } from '../../../src/plan/run-config';
import { orderRuns } from '../../../src/plan/trials/order-runs';
import { planText } from '../plan-samples';

const spec = (order: string): string => `
name: ordered
dataset: moons
model: { type: mlp, hidden: [3] }
steps: 10
optimizer: { type: sgd, learningRate: 0.1 }
grid: { optimizer.learningRate: [0.1, 0.01] }
seeds: 3
${order}
`;

function orderOf(text: string): { readonly ids: string[]; readonly hashes: string[] } {
  const planning = planText(text);
  if (!planning.ok) throw new Error(JSON.stringify(planning.problems));
  const { runs, order } = planning.plan;
  const ordered = orderRuns(
    runs.map((run: RunConfig) => ({ run })),
    order,
  );
  return {
    ids: ordered.map(({ run }) => run.runId),
    hashes: ordered.map(({ run }) => run.configHash).sort(),
  };
}

test('every trial has its first seed before any has its second', () => {
  expect(orderOf(spec('')).ids).toEqual([
    ...['lr0.1-s0', 'lr0.01-s0'],
    ...['lr0.1-s1', 'lr0.01-s1'],
    ...['lr0.1-s2', 'lr0.01-s2'],
  ]);
});

test('or trial by trial, which makes no other runs of them', () => {
  const { ids, hashes } = orderOf(spec('order: listed'));
  expect(ids).toEqual([
    ...['lr0.1-s0', 'lr0.1-s1', 'lr0.1-s2'],
    ...['lr0.01-s0', 'lr0.01-s1', 'lr0.01-s2'],
  ]);
  expect(hashes).toEqual(orderOf(spec('order: balanced')).hashes);
});
