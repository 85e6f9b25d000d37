import type { Random } from '../../src/util/random';

/** A distribution of scores, as experiments have them. */
export interface ScoreShape {
  readonly name: string;
  readonly metric: 'accuracy' | 'loss';
  draw(random: Random): number;
  /** The mean of the distribution. */
  readonly mean: number;
}

const accuracy = (name: string, mean: number, draw: ScoreShape['draw']): ScoreShape => ({
  name,
  metric: 'accuracy',
  mean,
  draw,
});

/** exp(sigma z), whose mean is exp(sigma^2 / 2) and whose median is 1. */
const lognormal = (sigma: number): ScoreShape => ({
  name: `lognormal losses, sigma ${sigma}`,
  metric: 'loss',
  mean: Math.exp(sigma ** 2 / 2),
  draw: (random) => Math.exp(sigma * random.normal()),
});

/** Scores with one hump. */
export const humpedShapes: readonly ScoreShape[] = [
  accuracy('normal accuracies, 0.9 ± 0.01', 0.9, (random) => 0.9 + 0.01 * random.normal()),
  accuracy('normal accuracies, 0.5 ± 0.1', 0.5, (random) => 0.5 + 0.1 * random.normal()),
  {
    name: 'normal losses, 1 ± 0.2',
    metric: 'loss',
    mean: 1,
    draw: (random) => Math.max(0, 1 + 0.2 * random.normal()),
  },
  lognormal(0.5),
  lognormal(1),
  accuracy(
    'accuracies near 1: errors of 1 %, lognormal, sigma 0.6',
    1 - 0.01 * Math.exp(0.18),
    (random) => 1 - 0.01 * Math.exp(0.6 * random.normal()),
  ),
  accuracy('accuracies near 1: beta(50, 1)', 50 / 51, (random) => random.uniform() ** (1 / 50)),
  accuracy('accuracies of 0.98 on 100 examples', 0.98, (random) => {
    const right = Array.from({ length: 100 }, () => (random.uniform() < 0.98 ? 1 : 0));
    return right.reduce<number>((sum, one) => sum + one, 0) / right.length;
  }),
];

/** Accuracies of seeds of which a share fails. */
export function failingShape(share: number): ScoreShape {
  return accuracy(
    `${Math.round(100 * share)} % of seeds fail`,
    0.1 * share + 0.98 * (1 - share),
    (random) => (random.uniform() < share ? 0.1 : 0.98 + 0.003 * random.normal()),
  );
}
