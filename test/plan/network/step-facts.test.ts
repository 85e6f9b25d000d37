import { describeStep } from '../../../src/plan/network/step-facts';
import { modelSchema } from '../../../src/spec/model-schema';

const describeModel = (model: unknown, batchSize: number, inputShape: readonly number[]) =>
  describeStep({ model: modelSchema.parse(model), batchSize }, { inputShape, classCount: 10 });

test('a dense step takes six operations for every weight and example', () => {
  const weights = 784 * 500 + 500 * 250 + 250 * 10;
  const model = { type: 'mlp', hidden: [500, 250], dropout: 0.5 };
  const expected = { work: 6 * weights * 64, hasConvolutions: false };
  expect(describeModel(model, 64, [784])).toEqual(expected);
  expect(describeModel(model, 64, [28, 28, 1])).toEqual(expected);
});

test('a separable convolution multiplies both its kernels at every pixel that it gives', () => {
  const layers = [
    { type: 'separableConv2d', filters: 8, kernelSize: 5, strides: 2 },
    'batchNorm',
    'globalAveragePool2d',
  ];
  const products = 14 * 14 * (25 * 3 + 3 * 8) + 8 * 10;
  expect(describeModel({ type: 'layers', layers }, 2, [28, 28, 3])).toEqual({
    work: 6 * products * 2,
    hasConvolutions: true,
  });
});

test('a convolution multiplies its kernel at every pixel that it gives', () => {
  const layers = [
    { type: 'conv2d', filters: 8, kernelSize: 5, padding: 'same' },
    { type: 'maxPool2d', poolSize: 2 },
    { type: 'conv2d', filters: 4, kernelSize: 3, strides: 2, padding: 'valid' },
  ];
  const products = 28 * 28 * 25 * 3 * 8 + 6 * 6 * 9 * 8 * 4 + 6 * 6 * 4 * 10;
  expect(describeModel({ type: 'layers', layers }, 2, [28, 28, 3])).toEqual({
    work: 6 * products * 2,
    hasConvolutions: true,
  });
});
