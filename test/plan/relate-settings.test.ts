import { relateSettings } from '../../src/plan/relate-settings';
import type { RunConfig } from '../../src/plan/run-config';
import { planSample } from '../analysis/sample-results';

function plan(...lines: readonly string[]): RunConfig {
  const [run] = planSample(...lines).runs;
  if (run === undefined) throw new Error('There is no run');
  return run;
}

const relate = (then: readonly string[], now: readonly string[]) =>
  relateSettings(plan(...then), plan(...now));
const intervals = 'logEvery: 5';

test.each([
  ['logEvery', ['steps: 20', intervals], ['steps: 20', 'logEvery: 10']],
  ['checkpointEvery', ['steps: 20'], ['steps: 20', 'checkpointEvery: 5']],
  ['summaries', ['steps: 20'], ['steps: 20', 'summaries: [weights]']],
])('%s only observes', (_name, then, now) => {
  expect(relate(then, now)).toEqual({ kind: 'observed' });
});

test.each([
  [['steps: 20'], ['steps: 40']],
  [
    ['steps: 20', intervals],
    ['steps: 40', 'evaluateEvery: 3', 'summaries: []'],
  ],
  [
    ['steps: 20', 'schedule: { type: exponential, decaySteps: 5 }'],
    ['steps: 40', 'schedule: { type: exponential, decaySteps: 5 }'],
  ],
  [
    ['steps: 20', 'evaluateEvery: 5', 'earlyStopping: { patience: 3 }'],
    ['steps: 40', 'evaluateEvery: 5', 'earlyStopping: { patience: 3 }'],
  ],
])('%j is the beginning of %j', (then, now) => {
  expect(relate(then, now)).toEqual({ kind: 'longer' });
});

test.each([
  ['fewer steps', ['steps: 40'], ['steps: 20'], undefined],
  ['another batch size', ['steps: 20'], ['steps: 40', 'batchSize: 7'], undefined],
  [
    'other evaluations of as many steps',
    ['steps: 20'],
    ['steps: 20', 'evaluateEvery: 3'],
    undefined,
  ],
  [
    'a schedule that ends with the run',
    ['steps: 20', 'schedule: cosine'],
    ['steps: 40', 'schedule: cosine'],
    'with cosine the learning rate of every step depends on the number of steps',
  ],
  [
    'other evaluations that may end the run',
    ['steps: 20', 'earlyStopping: { patience: 3 }'],
    ['steps: 40', 'earlyStopping: { patience: 3 }'],
    'with earlyStopping evaluateEvery has to stay too; give it as a number',
  ],
])('%s make other numbers', (_name, then, now, reason) => {
  expect(relate(then, now)).toEqual({ kind: 'other', reason });
});

test('results of an earlier revision of numbers serve nothing', () => {
  const now = plan('steps: 20');
  expect(relateSettings({ ...now, configHash: '0' }, now)).toEqual({ kind: 'other' });
});
