import { loadPlans } from '../../../src/cli/load-plans';
import { planThreads } from '../../../src/launch/grid/plan-tasks';
import * as cores from '../../../src/util/process/available-cores';
import { plainPlanning } from '../../cli/plain-options';
import { useScratchFolder } from '../../scratch-folder';
import { writeSpec } from '../start-ablate';

const scratch = useScratchFolder();

/** From networks that one thread serves to such as take all that they are given. */
const specText = `
name: threads
dataset: { name: synthetic-digits, train: 400, validation: 0, test: 50 }
optimizer: { type: sgd, learningRate: 0.05 }
steps: 6
batchSize: 200
seeds: 1
grid:
  model:
    - { type: mlp, hidden: [4] }
    - { type: mlp, hidden: [8000, 8000] }
    - { type: layers, layers: [{ type: conv2d, filters: 32, kernelSize: 5 }, { type: flatten }] }
  threads: [1, 2, 8]
`;

afterEach(() => jest.restoreAllMocks());

/** What a machine makes of the spec: hashes and threads of its runs. */
async function planOn(coreCount: number) {
  jest.spyOn(cores, 'availableCores').mockReturnValue(coreCount);
  const spec = [writeSpec(scratch(), specText)];
  const { plans, problems, sources } = await loadPlans({ ...plainPlanning, spec });
  expect(problems).toEqual([]);
  const runs = plans.flatMap((plan) => plan.runs);
  return { runs, threads: await planThreads(runs, sources) };
}

test('the same plan gives the same threads on machines of any number of cores', async () => {
  const expected = await planOn(2);
  expect(expected.runs).toHaveLength(9);
  const uses = [...expected.threads.values()].map((use) => Object.values(use).join('/'));
  expect(new Set(uses).size).toBeGreaterThan(4);
  for (const coreCount of [1, 3, 8, 256]) expect(await planOn(coreCount)).toEqual(expected);
});
