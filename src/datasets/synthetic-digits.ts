import { defineDataset } from './dataset-kind';
import { chosenClassNames, digitNames } from './images/class-names';
import { digitSize } from './synthetic-digits/digit-size';
import { syntheticDigitsSettings } from './synthetic-digits/synthetic-digits-settings';

/** What draws, loaded when it is first needed. */
const drawing = (): typeof import('./synthetic-digits/draw-digits') =>
  require('./synthetic-digits/draw-digits');

export const syntheticDigits = defineDataset({
  description: 'Digits that Ablate draws itself, 28 x 28 and gray: nothing has to be downloaded.',
  summary: 'digits drawn by strokes, 28x28',
  settings: syntheticDigitsSettings,
  makesValidation: true,
  fileSettings: [],
  drawsFromRunSeed: () => false,
  classNames: ({ classes }) => chosenClassNames(digitNames, classes),
  obtain: async () => {},
  facts: async ({ classes, train, validation, test }) => ({
    inputShape: [digitSize, digitSize, 1],
    classCount: chosenClassNames(digitNames, classes).length,
    classNames: chosenClassNames(digitNames, classes),
    trainCount: train,
    validationCount: validation,
    testCount: test,
  }),
  load: async (spec) => drawing().drawDigits(spec),
});
