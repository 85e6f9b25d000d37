import { listSeeds } from '../../../src/plan/trials/list-seeds';
import { repeatTrials } from '../../../src/plan/trials/repeat-trial';
import { planText } from '../plan-samples';

test.each([
  [3, undefined, [0, 1, 2], null, []],
  [[7, 11], undefined, [7, 11], null, []],
  [[7, 11], { seeds: 2 }, [7, 11], null, [12, 13]],
  [2, { seeds: 3 }, [0, 1], null, [2, 3, 4]],
  [{ from: 3, to: 8, until: 'decided' as const }, { seeds: 2 }, [0, 1, 2], 8, [8, 9]],
])('seeds: %j, confirm: %j', (seeds, confirm, first, mostSeeds, confirmSeeds) => {
  expect(listSeeds({ seeds, confirm })).toEqual({ seeds: first, mostSeeds, confirmSeeds });
});

test('further seeds of a trial are runs like those that a spec with these seeds has', () => {
  const plan = (seeds: string) => {
    const planning = planText(
      `name: a\ndataset: moons\nmodel: mlp\nsteps: 10\ngrid: { optimizer: [adam, sgd] }\nseeds: ${seeds}`,
    );
    if (!planning.ok) throw new Error('The spec is wrong');
    return planning.plan;
  };
  const extended = repeatTrials(plan('2'), [{ trial: 'sgd', seeds: [1, 2, 3] }]);
  const all = plan('4').runs;
  expect(extended.runs.slice(0, 4)).toEqual(plan('2').runs);
  expect(extended.runs.slice(4)).toEqual(
    all.filter(({ trial, seed }) => trial === 'sgd' && seed > 1),
  );
});
