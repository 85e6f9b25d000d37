import type { ClaimResult } from '../../../src/analysis/claims/claim-result';
import { describeEvidence } from '../../../src/analysis/claims/describe-claim';
import { evaluateClaims } from '../../../src/analysis/claims/evaluate-claim';
import { type Outcome, planSample, pretendResults } from '../sample-results';
import { sleep } from '../sleep-data';

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
    expect(evaluate(`${adam} >= ${sgd}`, 6, () => 0.5).verdict).toBe('supported');
    expect(evaluate(`${adam} > ${sgd}`, 6, () => 0.5).verdict).toBe('refuted');
  });

  test('of equal results need six seeds, as fewer are equal by chance', () => {
    expect(evaluate(`${adam} >= ${sgd}`, 5, () => 0.5)).toMatchObject({
      verdict: 'inconclusive',
      remark: 'the same on all 5 seeds, which takes at least 6 to tell anything',
    });
  });

  test('of two seeds conclude nothing, however far apart', () => {
    const outcome: Outcome = ({ seed, settings }) =>
      (settings.optimizer.type === 'adam' ? 0.9 : 0.1) + seed / 1e4;
    expect(evaluate(`${adam} > ${sgd}`, 2, outcome)).toMatchObject({
      verdict: 'inconclusive',
      remark: '2 seeds cannot decide',
    });
  });

  test('of one seed conclude nothing', () => {
    expect(evaluate(`${adam} > ${sgd}`, 1, sleepOutcome)).toMatchObject({
      verdict: 'inconclusive',
      interval: undefined,
      remark: 'one seed tells nothing',
    });
  });

  test('that are undecided say how many seeds would tell', () => {
    const result = evaluate(`${adam} > ${sgd} + 0.9`, 10, sleepOutcome);
    expect(result.remark).toMatch(/^about \d+ to \d+ seeds would tell$/);
  });

  test('whose difference may as well be none say no number of seeds', () => {
    // The 80 % interval of the difference holds 1.5: any number of seeds may be needed.
    expect(evaluate(`${adam} > ${sgd} + 1.5`, 10, sleepOutcome).remark).toBeUndefined();
  });
});

describe('seeds without a result', () => {
  const lost: Outcome = (run) =>
    run.seed === 2 && run.settings.optimizer.type === 'sgd'
      ? { state: 'waiting' }
      : sleepOutcome(run);

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
      run.settings.optimizer.type === 'sgd' ? { state: 'interrupted' } : 1,
    );
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      sides: undefined,
      remark: 'no seed has all the results it needs',
    });
  });
});

describe('other statistics', () => {
  test('extremes are told by the sign test over seeds', () => {
    const least = 'min(test/accuracy | optimizer=adam)';
    expect(evaluate(`${least} > -0.2`, 10, sleepOutcome)).toMatchObject({
      verdict: 'supported',
      interval: undefined,
      remark: 'it holds for the runs at hand, and for 10 of 10 seeds by themselves',
    });
    // Adam's first seed has 1.9, its least -0.1: one below 0 is no exception to speak of.
    expect(evaluate(`${least} > 0`, 10, sleepOutcome).verdict).toBe('inconclusive');
    expect(evaluate('max(test/accuracy) < -0.2', 10, sleepOutcome).verdict).toBe('refuted');
    expect(evaluate(`${least} > -0.2`, 5, sleepOutcome)).toMatchObject({
      verdict: 'inconclusive',
      remark:
        'it holds for the runs at hand, and for 5 of 5 seeds by themselves; an extreme needs at least 6 seeds to tell more',
    });
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

describe('runs that diverged or failed', () => {
  const claim = 'mean(test/accuracy | optimizer=adam) > 0.6';
  /** Two seeds of five survive, with great accuracies. */
  const survivors: Outcome = ({ seed, settings }) =>
    settings.optimizer.type === 'sgd' ? 0.1 + seed / 100 : seed < 2 ? 0.99 - seed / 100 : undefined;

  test('leave a claim about them inconclusive, without a number of the survivors', () => {
    const result = evaluate(claim, 5, survivors);
    expect(result).toMatchObject({ verdict: 'inconclusive', sides: undefined });
    expect(describeEvidence(result)).toBe(
      '6 of 10 diverged; what is left proves nothing: end the claim with `counting failures` to count them as guessing',
    );
  });

  test('count as guessing where the claim says so', () => {
    const result = evaluate(`${claim} counting failures`, 5, survivors);
    // (0.99 + 0.98 + 3 * 0.5) / 5
    expect(result.sides?.left).toBeCloseTo(0.694, 12);
    expect(result.verdict).toBe('inconclusive');
    expect(result.seeds).toHaveLength(5);
    expect(describeEvidence(result)).toContain('6 of 10 diverged, scored as guessing: 0.5000');
    const refuted = 'mean(test/accuracy | optimizer=adam) > 1.2 counting failures';
    expect(evaluate(refuted, 5, survivors).verdict).toBe('refuted');
  });

  test('do not matter to claims about other runs', () => {
    expect(evaluate('mean(test/accuracy | optimizer=sgd) < 0.5', 5, survivors)).toMatchObject({
      verdict: 'supported',
      failures: undefined,
    });
  });
});
