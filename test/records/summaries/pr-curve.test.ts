import fc from 'fast-check';
import { buildPrCurve, countPrCurve } from '../../../src/records/summaries/pr-curve';

test('every threshold counts what the definition says', () => {
  const example = fc.record({
    label: fc.nat(2),
    probability: fc.float({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(example, { minLength: 1, maxLength: 30 }),
      fc.nat(2),
      (examples, classId) => {
        const labels = Uint8Array.from(examples, ({ label }) => label);
        const probabilities = new Float32Array(examples.length * 3).fill(0.5);
        examples.forEach(({ probability }, index) => {
          probabilities[index * 3 + classId] = probability;
        });
        const thresholds = 5;
        const { content } = buildPrCurve(
          'pr',
          countPrCurve(labels, probabilities, classId, thresholds),
        ).tensor as { content: Float32Array };
        for (let index = 0; index < thresholds; index += 1) {
          const above = examples.filter(
            ({ probability }) => probability >= index / (thresholds - 1),
          );
          const below = examples.filter((each) => !above.includes(each));
          const isClass = ({ label }: { label: number }): boolean => label === classId;
          const truePositives = above.filter(isClass).length;
          const positives = examples.filter(isClass).length;
          const row = [0, 1, 2, 3, 4, 5].map((part) => content[part * thresholds + index]);
          expect(row).toEqual([
            truePositives,
            above.length - truePositives,
            below.filter((each) => !isClass(each)).length,
            below.filter(isClass).length,
            Math.fround(above.length === 0 ? 0 : truePositives / above.length),
            Math.fround(positives === 0 ? 0 : truePositives / positives),
          ]);
        }
      },
    ),
    { seed: 7 },
  );
});
