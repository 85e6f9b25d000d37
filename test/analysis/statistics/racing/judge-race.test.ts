import { judgeRace } from '../../../../src/analysis/statistics/racing/judge-race';
import { planLooks } from '../../../../src/analysis/statistics/racing/plan-looks';
import { createRandom } from '../../../../src/util/random';

const random = createRandom(4);
const draw = (count: number, center: number, spread = 1) =>
  new Map(Array.from({ length: count }, (_, seed) => [seed, center + spread * random.normal()]));

test('looks grow by half, from the fewest seeds to the most', () => {
  expect(planLooks(3, 20)).toEqual([3, 5, 8, 12, 20]);
  expect(planLooks(3, 10)).toEqual([3, 5, 10]);
  expect(planLooks(5, 5)).toEqual([5]);
  expect(planLooks(5, 6)).toEqual([5, 6]);
});

test('what is far behind leaves, what is close stays', () => {
  const trials = [draw(8, 0), draw(8, 0), draw(8, -9), draw(8, -9)];
  const { worse, isDecided } = judgeRace({ trials, lookCount: 5, isGreaterBetter: true });
  expect(worse).toEqual([2, 3]);
  expect(isDecided).toBe(false);
});

test('the race is decided when one is left, whichever way is better', () => {
  const trials = [draw(8, 9), draw(8, 0)];
  const look = { trials, lookCount: 5 };
  expect(judgeRace({ ...look, isGreaterBetter: true })).toMatchObject({ best: 0, isDecided: true });
  expect(judgeRace({ ...look, isGreaterBetter: false })).toMatchObject({ best: 1, worse: [0] });
});

test('it is decided when all that are left are equivalent', () => {
  const trials = [draw(8, 0, 0.001), draw(8, 0, 0.001), draw(8, 0, 0.001)];
  const look = { trials, lookCount: 5, isGreaterBetter: true };
  expect(judgeRace(look).isDecided).toBe(false);
  expect(judgeRace({ ...look, atLeast: 0.5 }).isDecided).toBe(true);
});
