import { gatherInputs, gatherLabels } from '../../../src/datasets/batches/gather-batch';
import type { Dataset } from '../../../src/datasets/dataset';
import { pixelScaling } from '../../../src/datasets/images/pixel-scaling';

const empty = { count: 0, inputs: new Uint8Array(0), labels: new Uint8Array(0) };

function createImages(range: readonly [number, number]): Dataset {
  return {
    name: 'images',
    inputShape: [1, 2, 1],
    classNames: ['a', 'b', 'c'],
    ...pixelScaling(range),
    train: {
      count: 3,
      inputs: Uint8Array.from([0, 255, 51, 102, 153, 204]),
      labels: Uint8Array.from([2, 0, 1]),
    },
    validation: empty,
    test: { count: 1, inputs: Uint8Array.from([255, 0]), labels: Uint8Array.from([1]) },
    checksum: '',
  };
}

describe('gatherInputs', () => {
  it('scales the chosen examples to [0, 1], in the order asked for', () => {
    const inputs = gatherInputs(createImages([0, 1]), 'train', Int32Array.from([2, 0, 2]));
    expect(inputs).toEqual(Float32Array.from([0.6, 0.8, 0, 1, 0.6, 0.8]));
  });

  it('scales to [-1, 1] with exact ends', () => {
    const inputs = gatherInputs(createImages([-1, 1]), 'train', Int32Array.from([0, 1]));
    expect([...inputs.subarray(0, 2)]).toEqual([-1, 1]);
    expect(inputs[2]).toBeCloseTo(-0.6, 6);
    expect(inputs[3]).toBeCloseTo(-0.2, 6);
  });

  it('reads the split asked for, and an empty one', () => {
    const images = createImages([0, 1]);
    expect([...gatherInputs(images, 'test', Int32Array.of(0))]).toEqual([1, 0]);
    expect(gatherInputs(images, 'validation', new Int32Array(0))).toHaveLength(0);
  });
});

describe('gatherLabels', () => {
  it('gives the class ids of the chosen examples', () => {
    const labels = gatherLabels(createImages([0, 1]), 'train', Int32Array.from([1, 0, 0, 2]));
    expect(labels).toEqual(Int32Array.from([0, 2, 2, 1]));
  });
});
