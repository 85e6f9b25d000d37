import { describeEvidence } from '../../../src/analysis/claims/describe-claim';
import { evaluateClaims } from '../../../src/analysis/claims/evaluate-claim';
import { repeatTrials } from '../../../src/plan/trials/repeat-trial';
import { createRandom } from '../../../src/util/random';
import { type Outcome, planSample, pretendResults } from '../sample-results';

const tuned = (optimizer: string): string => `tuned(test/accuracy | optimizer.type=${optimizer})`;
const rates = [0.1, 0.01, 0.001];

interface Grid {
  readonly claim?: string;
  readonly confirmed?: readonly string[];
  readonly seeds?: number;
}

/** Two optimizers with three rates each, of which the chosen ones may have run on fresh seeds. */
function evaluate(outcome: Outcome, grid: Grid = {}) {
  const { claim = `${tuned('adam')} > ${tuned('sgd')}`, confirmed, seeds = 3 } = grid;
  const plan = planSample(
    `grid: { optimizer.type: [adam, sgd], optimizer.learningRate: [${rates.join(', ')}] }`,
    'tune: [optimizer.learningRate]',
    `seeds: ${seeds}`,
    `claims: ["${claim}"]`,
    ...(confirmed === undefined ? [] : ['confirm: { seeds: 10 }']),
  );
  const extended = repeatTrials(
    plan,
    (confirmed ?? []).map((trial) => ({ trial, seeds: plan.confirmSeeds })),
  );
  const [result] = evaluateClaims(pretendResults(extended, outcome));
  if (result === undefined) throw new Error('No claim');
  return result;
}

/** Each optimizer has its own best rate; a small wave over seeds, the same for none. */
const outcome: Outcome = ({ seed, settings }) => {
  const { type, learningRate } = settings.optimizer;
  const best = type === 'adam' ? 0.001 : 0.1;
  const wave = 0.001 * Math.sin(7 * seed + (type === 'adam' ? 1 : 2));
  return (type === 'adam' ? 0.9 : 0.88) - 0.1 * Math.abs(Math.log10(learningRate / best)) + wave;
};

const chosen = ['adam_lr1e-3', 'sgd_lr0.1'];

test('what was chosen is measured on fresh seeds', () => {
  const result = evaluate(outcome, { confirmed: chosen });
  expect(result).toMatchObject({
    verdict: 'supported',
    seeds: [3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    tuned: { isFresh: true, choices: [{ trial: 'adam_lr1e-3' }, { trial: 'sgd_lr0.1' }] },
  });
  expect(result.sides?.left).toBeCloseTo(0.9, 3);
  expect(result.sides?.right).toBeCloseTo(0.88, 3);
  expect(describeEvidence(result)).toMatch(
    /over 10 fresh seeds: difference 0\.02\d*, 95 % interval .*; chosen: adam_lr1e-3 of 3, sgd_lr0.1 of 3$/,
  );
});

test('without fresh seeds it is measured on those it was chosen by, and said so', () => {
  const result = evaluate(outcome);
  expect(result).toMatchObject({ verdict: 'supported', seeds: [0, 1, 2] });
  expect(describeEvidence(result)).toContain(
    'measured on the seeds that it was chosen by: `confirm: { seeds: 10 }` measures on fresh ones',
  );
});

test('fresh seeds count only where all that a claim is about ran with them', () => {
  const result = evaluate(outcome, { confirmed: ['adam_lr1e-3'] });
  expect(result).toMatchObject({ seeds: [0, 1, 2], tuned: { isFresh: false } });
});

test('fresh seeds of what was chosen do not count in plain means', () => {
  const claim = 'mean(test/accuracy | optimizer.type=adam) > 0.5';
  expect(evaluate(outcome, { claim, confirmed: chosen }).seeds).toEqual([0, 1, 2]);
});

test('what may still be chosen leaves a claim open', () => {
  const waiting: Outcome = (run) =>
    run.runId === 'sgd_lr0.01-s1' ? { state: 'waiting' } : outcome(run);
  expect(evaluate(waiting)).toMatchObject({
    verdict: 'inconclusive',
    sides: undefined,
    remark: 'what is chosen may change with the runs that are yet to end',
  });
});

test('runs that diverged while tuning are chosen against; those that were chosen leave it open', () => {
  const lost: Outcome = (run) => (run.trial === 'adam_lr0.1' ? undefined : outcome(run));
  expect(evaluate(lost, { confirmed: chosen }).verdict).toBe('supported');
  const late: Outcome = (run) => (run.runId === 'adam_lr1e-3-s7' ? undefined : outcome(run));
  expect(evaluate(late, { confirmed: chosen })).toMatchObject({
    verdict: 'inconclusive',
    failures: '1 of 20 diverged',
  });
});

test('a margin is to be passed by the whole interval', () => {
  const by = (margin: string) =>
    evaluate(outcome, {
      claim: `${tuned('adam')} > ${tuned('sgd')} by at least ${margin}`,
      confirmed: chosen,
    });
  expect(by('1%')).toMatchObject({ verdict: 'supported' });
  expect(by('0.02').verdict).toBe('inconclusive');
  expect(by('0.03').verdict).toBe('refuted');
  // What is shown is the difference itself.
  expect(by('0.03').interval).toEqual(by('1%').interval);
});

describe('with another axis in the question', () => {
  const plan = (claim: string, ...more: readonly string[]) =>
    planSample(
      'grid: { optimizer.type: [adam, sgd], model.activation: [tanh, relu], optimizer.learningRate: [0.1, 0.01] }',
      'tune: [optimizer.learningRate]',
      'seeds: 5',
      `claims: ["${claim}"]`,
      ...more,
    );
  /** Adam wants another rate with relu. */
  const byActivation: Outcome = ({ seed, settings }) => {
    const { type, learningRate } = settings.optimizer;
    const isRelu = JSON.stringify(settings.model).includes('relu');
    const best = type === 'adam' && isRelu ? 0.01 : 0.1;
    const gain = type === 'adam' ? (isRelu ? 0.1 : 0.02) : 0;
    return 0.8 + gain - (learningRate === best ? 0 : 0.1) + 0.001 * Math.sin(5 * seed + gain);
  };

  test('the choice is made for each combination, and averaged', () => {
    const [result] = evaluateClaims(
      pretendResults(plan(`${tuned('adam')} > ${tuned('sgd')}`), byActivation),
    );
    expect(result?.tuned?.choices.map(({ trial }) => trial)).toEqual([
      'adam_tanh_lr0.1',
      'adam_relu_lr0.01',
      'sgd_tanh_lr0.1',
      'sgd_relu_lr0.1',
    ]);
    const difference = (result?.sides?.left ?? 0) - (result?.sides?.right ?? 0);
    expect(difference).toBeCloseTo(0.06, 3);
    expect(result?.verdict).toBe('supported');
  });

  test.each([
    ['by at least 0.01 for at least 2 of 2 values', 'supported'],
    ['by at least 0.05 for at least 2 of 2 values', 'refuted'],
    ['by at least 0.05 for at least 1 of 2 values', 'supported'],
    ['by at least 0.2 for at least 1 of 2 values', 'refuted'],
  ])('%s is %s', (ending, verdict) => {
    const claim = `${tuned('adam')} > ${tuned('sgd')} ${ending} of model.activation`;
    const [result] = evaluateClaims(pretendResults(plan(claim), byActivation));
    expect(result?.verdict).toBe(verdict);
    expect(result?.values?.map(({ value }) => value)).toEqual(['tanh', 'relu']);
  });

  test('values are counted in the evidence', () => {
    const claim = `${tuned('adam')} > ${tuned('sgd')} by at least 5% for at least 1 of 2 values of model.activation`;
    const [result] = evaluateClaims(pretendResults(plan(claim), byActivation));
    expect(result && describeEvidence(result)).toMatch(
      /^by themselves 1 of 2 supported: tanh refuted \(0\.0[12]\d*\), relu supported \(0\.\d+\); together by partial conjunction/,
    );
  });
});

/** Two optimizers that are equal, with a gentle optimum of the rate. */
test.each([true, false])(
  'equal optimizers are hardly ever told apart (fresh seeds: %s)',
  (isFresh) => {
    const random = createRandom(3);
    const draws = 150;
    let told = 0;
    for (let draw = 0; draw < draws; draw += 1) {
      const noise = new Map<string, number>();
      const equal: Outcome = ({ runId, settings }) => {
        const distance = Math.abs(Math.log10(settings.optimizer.learningRate / 0.01));
        const known = noise.get(runId) ?? 0.9 - 0.003 * distance + 0.004 * random.normal();
        noise.set(runId, known);
        return known;
      };
      const first = evaluate(equal, { seeds: 3 });
      const trials = first.tuned?.choices.map(({ trial }) => trial ?? '') ?? [];
      const result = isFresh ? evaluate(equal, { seeds: 3, confirmed: trials }) : first;
      if (result.verdict !== 'inconclusive') told += 1;
    }
    // 5 %, and two and a half standard errors.
    expect(told / draws).toBeLessThanOrEqual(0.05 + 2.5 * Math.sqrt((0.05 * 0.95) / draws));
  },
);
