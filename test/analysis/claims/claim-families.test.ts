import { describeEvidence } from '../../../src/analysis/claims/describe-claim';
import { evaluateClaims } from '../../../src/analysis/claims/evaluate-claim';
import { createRandom } from '../../../src/util/random';
import { askPython, testAgainstPython } from '../../ask-python';
import { type Outcome, planSample, pretendResults } from '../sample-results';

const grid = 'grid: { model.dropout: [0, 0.1, 0.2, 0.3], optimizer: [adam, sgd] }';
const dropouts = [0, 0.1, 0.2, 0.3];
const claimAt = (dropout: number): string =>
  `mean(test/accuracy | optimizer=adam, model.dropout=${dropout}) > mean(test/accuracy | optimizer=sgd, model.dropout=${dropout})`;

function planClaims(claims: readonly string[], ...lines: readonly string[]) {
  return planSample(grid, `claims: ${JSON.stringify(claims)}`, ...lines);
}

/** Adam's lead by dropout, and noise of 0.01. */
function drawOutcome(random: ReturnType<typeof createRandom>, leads: readonly number[]): Outcome {
  return ({ settings, axisValues }) => {
    const place = dropouts.indexOf(Number(axisValues['model.dropout']));
    const lead = settings.optimizer.type === 'adam' ? (leads[place] ?? 0) : 0;
    return 0.9 + lead + 0.01 * random.normal();
  };
}

test('claims of an experiment share 5 %', () => {
  // By itself each difference has p = 0.03.
  const values = [0.012, 0.002, 0.009, 0.004, 0.0055];
  const outcome: Outcome = ({ seed, settings }) =>
    0.9 + (settings.optimizer.type === 'adam' ? (values[seed] ?? 0) : 0);
  const [alone] = evaluateClaims(pretendResults(planClaims([claimAt(0)], 'seeds: 5'), outcome));
  expect(alone).toMatchObject({ verdict: 'supported', outlook: undefined });
  expect(alone).not.toHaveProperty('adjusted');
  const several = evaluateClaims(
    pretendResults(planClaims(dropouts.map(claimAt), 'seeds: 5'), outcome),
  );
  expect(several.map(({ verdict }) => verdict)).toEqual(Array(4).fill('inconclusive'));
  expect(several[0] && describeEvidence(several[0])).toMatch(
    /; supported by itself, not among 4 claims; about \d+ to \d+ seeds would tell; adjusted p 0\.[01]\d* \(Holm: 4 claims, held to 5 % together\)$/,
  );
});

test('a race that is looked at several times counts each look', () => {
  const values = [0.012, 0.002, 0.009, 0.004, 0.0055];
  const outcome: Outcome = ({ seed, settings }) =>
    0.9 + (settings.optimizer.type === 'adam' ? (values[seed] ?? 0) : 0);
  const plan = planClaims([claimAt(0)], 'seeds: { from: 5, to: 20, until: decided }');
  expect(evaluateClaims(pretendResults(plan, outcome))[0]).toMatchObject({
    verdict: 'inconclusive',
    lookCount: 4,
    remark: 'supported by itself, not over 4 looks at the race',
  });
});

testAgainstPython('adjusted p-values are those of SciPy and statsmodels', () => {
  const outcome = drawOutcome(createRandom(8), [0.02, 0.01, 0, -0.02]);
  const results = pretendResults(planClaims(dropouts.map(claimAt), 'seeds: 6'), outcome);
  const claims = evaluateClaims(results);
  const pairs = dropouts.map((dropout) =>
    ['adam', 'sgd'].map((type) =>
      results.runs
        .filter(({ config }) => config.axisValues['model.dropout'] === dropout)
        .filter(({ config }) => config.settings.optimizer.type === type)
        .map(({ metrics }) => metrics?.['test/accuracy'] ?? 0),
    ),
  );
  const program = `
from scipy.stats import ttest_rel
from statsmodels.stats.multitest import multipletests
answer = list(multipletests([ttest_rel(a, b).pvalue for a, b in data], method="holm")[1])`;
  const expected = askPython(program, pairs) as number[];
  expect(expected).toHaveLength(4);
  for (const [index, p] of expected.entries()) {
    expect(claims[index]?.adjusted?.p).toBeCloseTo(p, 8);
    expect(claims[index]?.verdict === 'inconclusive').toBe(p > 0.05);
  }
});

/*
 * What happens where claims do not hold: 5 % have a standard error of 1.3 % in 300 draws.
 */
const draws = 300;

function rateOf(happens: () => boolean): number {
  return Array.from({ length: draws }, happens).filter(Boolean).length / draws;
}

test.each([3, 5])('one of four claims of equal trials is told in 5 % (%d seeds)', (seeds) => {
  const random = createRandom(seeds);
  const plan = planClaims(dropouts.map(claimAt), `seeds: ${seeds}`);
  const isTold = (): boolean =>
    evaluateClaims(pretendResults(plan, drawOutcome(random, []))).some(
      ({ verdict }) => verdict !== 'inconclusive',
    );
  expect(rateOf(isTold)).toBeLessThanOrEqual(0.07);
});

test('a claim for 3 of 4 values that holds for 2 is hardly ever supported, for 4 nearly always', () => {
  const random = createRandom(4);
  const claim =
    'mean(test/accuracy | optimizer=adam) > mean(test/accuracy | optimizer=sgd) for at least 3 of 4 values of model.dropout';
  const plan = planClaims([claim], 'seeds: 5');
  const verdictWith = (leads: readonly number[]) =>
    evaluateClaims(pretendResults(plan, drawOutcome(random, leads)))[0]?.verdict;
  const [open] = evaluateClaims(pretendResults(plan, drawOutcome(random, [0.2, 0.2, 0.008, 0])));
  expect(open && describeEvidence(open)).toMatch(/it hangs on 0\.[23], where .* would tell$/);
  expect(rateOf(() => verdictWith([0.2, 0.2, 0, 0]) === 'supported')).toBeLessThanOrEqual(0.06);
  expect(rateOf(() => verdictWith([0.1, 0.1, 0.1, 0.1]) === 'supported')).toBeGreaterThan(0.9);
});
