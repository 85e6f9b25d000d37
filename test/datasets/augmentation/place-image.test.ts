import fc from 'fast-check';
import type {
  ImagePlacement,
  ImageShape,
} from '../../../src/datasets/augmentation/image-placement';
import { placeImage } from '../../../src/datasets/augmentation/place-image';
import { createRandom } from '../../../src/util/random';
import { askPython, testAgainstPython } from '../../ask-python';

const still: ImagePlacement = { down: 0, right: 0, radians: 0, zoom: 1, isMirrored: false };

function drawImage([height, width, channels]: ImageShape, seed = 5): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: height * width * channels }, () => random.integer(256));
}

function place(image: Float64Array, shape: ImageShape, placement: Partial<ImagePlacement>) {
  const target = new Float64Array(image.length);
  placeImage(image, target, shape, { ...still, ...placement });
  return target;
}

/** One channel after the other, as SciPy is handed images. */
const scipy = `
import numpy
from scipy import ndimage
answer = []
for case in data["cases"]:
    image = numpy.array(data["image"], dtype=float).reshape(data["shape"])
    channels = []
    for channel in range(image.shape[2]):
        plane = image[:, :, channel]
        if case["how"] == "shift":
            plane = ndimage.shift(plane, case["by"], order=1, mode="nearest")
        elif case["how"] == "rotate":
            plane = ndimage.rotate(plane, case["degrees"], reshape=False, order=1, mode="nearest")
        else:
            middle = (numpy.array(plane.shape) - 1) / 2
            plane = ndimage.affine_transform(
                plane, numpy.eye(2) / case["zoom"], middle - middle / case["zoom"], order=1, mode="nearest")
        channels.append(plane)
    answer.append(numpy.stack(channels, axis=2).ravel().tolist())
`;

testAgainstPython('images move, turn and grow as SciPy has it, also wide ones in colour', () => {
  const shape = [9, 14, 3] as const;
  const image = drawImage(shape);
  const cases: readonly (readonly [object, Partial<ImagePlacement>])[] = [
    [
      { how: 'shift', by: [2, -3] },
      { down: 2, right: -3 },
    ],
    [
      { how: 'shift', by: [-1, 5] },
      { down: -1, right: 5 },
    ],
    ...[7, -33, 90, 151].map(
      (degrees) => [{ how: 'rotate', degrees }, { radians: (degrees * Math.PI) / 180 }] as const,
    ),
    ...[0.4, 0.83, 1.3, 1.9].map((zoom) => [{ how: 'zoom', zoom }, { zoom }] as const),
  ];
  const data = { cases: cases.map(([case_]) => case_), image: [...image], shape };
  const expected = askPython(scipy, data) as number[][];
  for (const [index, [, placement]] of cases.entries()) {
    const placed = place(image, shape, placement);
    const distances = placed.map((value, at) => Math.abs(value - (expected[index]?.[at] ?? 0)));
    expect(Math.max(...distances)).toBeLessThan(1e-9);
  }
});

describe('an image', () => {
  const shape = [5, 7, 2] as const;
  const image = drawImage(shape);

  test('stays as it is where it is not changed', () => {
    expect(place(image, shape, {})).toEqual(image);
  });

  test('is the same again when it is mirrored twice, and has its columns the other way round', () => {
    const mirrored = place(image, shape, { isMirrored: true });
    expect(place(mirrored, shape, { isMirrored: true })).toEqual(image);
    expect([...mirrored.subarray(0, 2)]).toEqual([...image.subarray(12, 14)]);
  });

  test('keeps within the values that it has, however it is placed', () => {
    const [least, most] = [Math.min(...image), Math.max(...image)];
    const placement = fc.record({
      down: fc.integer({ min: -9, max: 9 }),
      right: fc.integer({ min: -9, max: 9 }),
      radians: fc.double({ min: -4, max: 4, noNaN: true }),
      zoom: fc.double({ min: 0.1, max: 1.9, noNaN: true }),
      isMirrored: fc.boolean(),
    });
    fc.assert(
      fc.property(placement, (chosen) => {
        const placed = place(image, shape, chosen);
        expect(Math.min(...placed)).toBeGreaterThanOrEqual(least - 1e-9);
        expect(Math.max(...placed)).toBeLessThanOrEqual(most + 1e-9);
      }),
    );
  });
});
