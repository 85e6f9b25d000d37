import { requirePrecision } from '../../../src/launch/worker/require-precision';
import { UserError } from '../../../src/util/user-error';
import { planText } from '../../plan/plan-samples';

/** Settings of a run, planned where nothing is known of the machine that trains it. */
function settingsIn(precision: string) {
  const planning = planText(`
name: elsewhere
dataset: moons
model: { type: mlp, hidden: [3] }
optimizer: sgd
steps: 10
precision: ${precision}
`);
  const [run] = planning.ok ? planning.plan.runs : [];
  if (run === undefined) throw new Error('The spec is wrong');
  return run.settings;
}

test('a machine that does not multiply in bfloat16 refuses a run in it, with what it has', () => {
  const attempt = () => requirePrecision(settingsIn('bfloat16'), () => ['AVX2', 'FMA']);
  expect(attempt).toThrow(UserError);
  expect(attempt).toThrow(/no instructions for bfloat16.* \(AVX2, FMA\)/);
});

test('others train it', () => {
  expect(() => requirePrecision(settingsIn('bfloat16'), () => ['AVX-512 BF16'])).not.toThrow();
  expect(() => requirePrecision(settingsIn('bfloat16'), () => ['BF16'])).not.toThrow();
});

test('float32 asks nothing of a machine', () => {
  const features = jest.fn(() => []);
  requirePrecision(settingsIn('float32'), features);
  expect(features).not.toHaveBeenCalled();
});
