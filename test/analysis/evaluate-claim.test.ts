import { type ClaimResult, evaluateClaims } from '../../src/analysis/evaluate-claim';
import { type Outcome, planSample, pretendResults } from './sample-results';
import { sleep } from './sleep-data';

const axis = 'grid: { optimizer: [adam, sgd], model.dropout: [0, 0.5] }';

function evaluate(claim: string, seeds: number, outcome: Outcome): ClaimResult {
  const plan = planSample(axis, `seeds: ${seeds}`, `claims: ["${claim}"]`);
  const [result] = evaluateClaims(pretendResults(plan, outcome));
  if (result === undefined) throw new Error('No claim');
  return result;
}

/** Hours of sleep as accuracies: the second drug is Adam, dropout does nothing. */
const sleepOutcome: Outcome = ({ seed, settings }) =>
  (settings.optimizer.type === 'adam' ? sleep.second : sleep.first)[seed];

const adam = 'mean(test/accuracy | optimizer=adam)';
const sgd = 'mean(test/accuracy | optimizer=sgd)';

describe('means', () => {
  test('are compared in pairs: the interval is that of R on the sleep data', () => {
    const result = evaluate(`${adam} > ${sgd}`, 10, sleepOutcome);
    expect(result.verdict).toBe('supported');
    expect(result.interval?.low).toBeCloseTo(0.7001142, 6);
    expect(result.interval?.high).toBeCloseTo(2.4598858, 6);
    expect(result.sides?.left).toBeCloseTo(2.33, 10);
    expect(result.sides?.right).toBeCloseTo(0.75, 10);
  });

  test.each([
    [`${adam} > ${sgd} + 0.7`, 'supported'],
    [`${adam} > ${sgd} + 0.71`, 'inconclusive'],
    [`${adam} > ${sgd} + 2.45`, 'inconclusive'],
    [`${adam} > ${sgd} + 2.46`, 'refuted'],
    [`${adam} < ${sgd}`, 'refuted'],
    [`${sgd} - ${adam} < -0.7`, 'supported'],
    [`${sgd} <= ${adam}`, 'supported'],
    [`${sgd} >= ${adam}`, 'refuted'],
  ])('%s is %s', (claim, verdict) => {
    expect(evaluate(claim, 10, sleepOutcome).verdict).toBe(verdict);
  });

  test('of equal results hold as "not less", not as "greater"', () => {
    expect(evaluate(`${adam} >= ${sgd}`, 3, () => 0.5).verdict).toBe('supported');
    expect(evaluate(`${adam} > ${sgd}`, 3, () => 0.5).verdict).toBe('refuted');
  });

  test('of one seed conclude nothing', () => {
    expect(evaluate(`${adam} > ${sgd}`, 1, sleepOutcome)).toMatchObject({
      verdict: 'inconclusive',
      interval: undefined,
      remark: 'one seed gives no interval',
    });
  });

  test('that are undecided say how many seeds would tell', () => {
    const result = evaluate(`${adam} > ${sgd} + 1`, 10, sleepOutcome);
    expect(result.remark).toMatch(/^about \d+ seeds would tell$/);
  });
});

describe('seeds without a result', () => {
  const lost: Outcome = (run) =>
    run.seed === 2 && run.settings.optimizer.type === 'sgd' ? undefined : sleepOutcome(run);

  test('are left out on both sides', () => {
    const result = evaluate(`${adam} > ${sgd}`, 10, lost);
    expect(result.seeds).toEqual([0, 1, 3, 4, 5, 6, 7, 8, 9]);
    expect(result.missing.map(({ config }) => config.runId)).toEqual([
      'sgd_dropout0-s2',
      'sgd_dropout0.5-s2',
    ]);
  });

  test('do not matter to claims about other runs', () => {
    expect(evaluate(`${adam} > 0`, 10, lost).seeds).toHaveLength(10);
  });

  test('leave nothing to conclude from where there is no other', () => {
    const result = evaluate(`${adam} > ${sgd}`, 2, (run) =>
      run.settings.optimizer.type === 'sgd' ? undefined : 1,
    );
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      sides: undefined,
      remark: 'no seed has all the results it needs',
    });
  });
});

describe('other statistics', () => {
  test('extremes speak of the runs at hand', () => {
    expect(evaluate('min(test/accuracy | optimizer=adam) > -0.2', 10, sleepOutcome).verdict).toBe(
      'supported',
    );
    expect(evaluate('max(test/accuracy) < 5.5', 10, sleepOutcome).verdict).toBe('refuted');
  });

  test('medians need six seeds', () => {
    const claim = 'median(test/accuracy | optimizer=adam) > 0';
    expect(evaluate(claim, 5, sleepOutcome).verdict).toBe('inconclusive');
    expect(evaluate(claim, 10, sleepOutcome).verdict).toBe('supported');
  });

  test('standard deviations are those of the sample', () => {
    const { sides, verdict } = evaluate(
      'sd(test/accuracy | optimizer=adam, model.dropout=0) < 10',
      10,
      sleepOutcome,
    );
    // R: sd(sleep$extra[11:20])
    expect(sides?.left).toBeCloseTo(2.002249, 6);
    expect(verdict).toBe('supported');
  });
});
