import { evaluateClaims } from '../../../src/analysis/claims/evaluate-claim';
import { planNextStage } from '../../../src/analysis/stages/plan-next-stage';
import { answerTuned } from '../../../src/analysis/tuning/answer-tuned';
import { createRandom } from '../../../src/util/random';
import { type Outcome, planSample, pretendResults } from '../sample-results';

const plan = planSample(
  'grid: { optimizer.type: [adam, sgd], model.activation: [tanh, relu], optimizer.learningRate: [0.1, 0.03, 0.01] }',
  'tune: [optimizer.learningRate]',
  'seeds: 3',
  'confirm: { seeds: 8 }',
  'claims: ["tuned(test/accuracy | optimizer.type=adam) > tuned(test/accuracy | optimizer.type=sgd)"]',
);

/** How the table and the claim see two tuned optimizers, of which Adam is ahead by so much. */
function compareBoth(lead: number, seed: number) {
  const random = createRandom(seed);
  const known = new Map<string, number>();
  const outcome: Outcome = ({ runId, settings }) => {
    const { type, learningRate } = settings.optimizer;
    const score = (type === 'adam' ? lead : 0) - 0.003 * Math.abs(Math.log10(learningRate / 0.03));
    const drawn = known.get(runId) ?? 0.9 + score + 0.004 * random.normal();
    known.set(runId, drawn);
    return drawn;
  };
  const whole = planNextStage(plan, pretendResults(plan, outcome).runs)?.plan ?? plan;
  const results = pretendResults(whole, outcome);
  const { rows } = answerTuned(whole, results.runs, ['optimizer.type']);
  const [claim] = evaluateClaims(results);
  return { row: rows[1], claim };
}

test('table and claim say the same of two tuned values', () => {
  const verdicts = Array.from({ length: 40 }, (_, index) => {
    const { row, claim } = compareBoth(0.0004 * (index - 20), index);
    const { low = 0, high = 0 } = row?.toBest?.interval ?? {};
    const isAdam = row?.label === 'adam';
    // The table has the other one minus the best.
    expect(claim?.interval?.low).toBeCloseTo(isAdam ? low : -high, 12);
    expect(claim?.interval?.high).toBeCloseTo(isAdam ? high : -low, 12);
    const { ifFalse = 1, ifTrue = 1 } = claim?.test ?? {};
    expect(2 * Math.min(ifFalse, ifTrue)).toBeCloseTo(row?.toBest?.p ?? 0, 10);
    const told = isAdam ? 'refuted' : 'supported';
    expect(claim?.verdict).toBe(row?.verdict === 'worse' ? told : 'inconclusive');
    return claim?.verdict;
  });
  expect(new Set(verdicts)).toEqual(new Set(['refuted', 'inconclusive', 'supported']));
});
