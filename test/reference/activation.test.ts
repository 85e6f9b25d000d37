import fc from 'fast-check';
import {
  type ActivationSettings,
  createActivation,
  sigmoid,
  sigmoidFloor,
  stableSigmoid,
} from '../../src/reference/activation';
import { centralDifference, relativeError } from '../../src/reference/check-gradients';
import { activationSamples } from '../activations/activation-samples';

const settings = activationSamples as readonly ActivationSettings[];

const values = (points: number[]) => points.map((z) => sigmoid.value(z));
const derivatives = (points: number[]) =>
  points.map((z) => sigmoid.derivative(z, sigmoid.value(z)));

test.each(settings)('%j: the derivative is that of the value', (setting) => {
  const { value, derivative } = createActivation(setting);
  fc.assert(
    fc.property(fc.double({ min: -5, max: 5, noNaN: true }), (z) => {
      fc.pre(Math.abs(z) > 0.01);
      const numeric = centralDifference((offset) => value(z + offset), 1e-3) ?? Number.NaN;
      expect(relativeError(derivative(z, value(z)), numeric)).toBeLessThan(1e-7);
    }),
  );
});

test('the sigmoid of 1, 0, -1 is 0.73, 0.5, 0.27, its derivative 0.2, 0.25, 0.2', () => {
  const rounded = (numbers: number[]) => numbers.map((number) => Math.round(number * 100) / 100);
  expect(rounded(values([1, 0, -1]))).toEqual([0.73, 0.5, 0.27]);
  expect(rounded(derivatives([1, 0, -1]))).toEqual([0.2, 0.25, 0.2]);
});

test('the saturated sigmoid is clipped and flat', () => {
  expect(values([-1000, 1000])).toEqual([sigmoidFloor, 1]);
  expect(derivatives([-1000, 1000])).toEqual([0, 0]);
  expect(values([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])).toEqual([sigmoidFloor, 1]);
});

test('sigmoids of opposite net inputs add up to 1', () => {
  fc.assert(
    fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (z) => {
      expect(stableSigmoid(z) + stableSigmoid(-z)).toBeCloseTo(1, 14);
    }),
  );
});

test('rectifiers keep the slope they are told, and 0 counts as below', () => {
  const { value, derivative } = createActivation({ type: 'leakyRelu', alpha: 0.25 });
  expect([-2, 0, 2].map(value)).toEqual([-0.5, 0, 2]);
  expect([-2, 0, 2].map((z) => derivative(z, value(z)))).toEqual([0.25, 0.25, 1]);
  const relu = createActivation({ type: 'relu' });
  expect(relu.derivative(0, 0)).toBe(0);
});

test.each(settings)('%j shows a net input that is not a number', (setting) => {
  expect(createActivation(setting).value(Number.NaN)).toBeNaN();
});
