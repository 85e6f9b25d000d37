import { type PointDatasetSpec, pointClassNames } from './point-settings';

/** What makes points, loaded when it is first needed. */
export const scattering = (): typeof import('./scatter-points') => require('./scatter-points');

/** How many points each split has. */
type PointCounts = Pick<PointDatasetSpec, 'size' | 'validation' | 'testSize'>;

/** What all data sets of points have in common. */
export const pointKind = {
  makesValidation: true,
  fileSettings: [],
  drawsFromRunSeed: ({ seed }: Pick<PointDatasetSpec, 'seed'>) => seed === undefined,
  classNames: () => pointClassNames,
  obtain: async () => {},
  facts: async ({ size, validation, testSize }: PointCounts) => ({
    inputShape: [2],
    classCount: pointClassNames.length,
    classNames: pointClassNames,
    trainCount: size,
    validationCount: validation,
    testCount: testSize,
  }),
};
