import type { SplitName } from '../dataset';
import type { TargetFacts } from '../targets/targets';
import type { Formula, FormulaDatasetSpec } from './formula-settings';

/** What draws examples, loaded when it is first needed. */
const drawing = (): typeof import('./draw-formula') => require('./draw-formula');

type Settings = Omit<FormulaDatasetSpec, 'name'>;

/** What all data sets of noisy formulas have in common; their only target is called `y`. */
export const formulaKind = (formula: Formula) => ({
  makesValidation: true,
  fileSettings: [],
  drawsFromRunSeed: ({ seed }: Settings) => seed === undefined,
  classNames: () => [],
  targets: (settings: Settings): TargetFacts => drawing().describeFormula(settings, formula),
  obtain: async () => {},
  facts: async (settings: Settings) => ({
    inputShape: [formula.inputCount],
    classCount: 0,
    classNames: [],
    targets: drawing().describeFormula(settings, formula),
    ...countExamples(settings),
  }),
  load: async (spec: FormulaDatasetSpec, runSeed: number) =>
    drawing().drawFormula(spec, runSeed, formula),
});

function countExamples({ size, validation, testSize }: Settings) {
  return {
    trainCount: size,
    validationCount: validation,
    testCount: testSize,
  } satisfies Record<`${SplitName}Count`, number>;
}
