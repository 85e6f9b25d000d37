import type { DatasetFacts } from '../../src/datasets/dataset-facts';
import { digitNames } from '../../src/datasets/images/class-names';
import { datasetOf } from '../../src/datasets/registry';
import type { Planning, PlanOptions } from '../../src/plan/plan-experiment';
import { draftPlan, finishPlan } from '../../src/plan/plan-spec';
import type { Trial } from '../../src/plan/trials/expand-trials';
import type { EngineName } from '../../src/spec/experiment-schema';

const imageFacts: DatasetFacts = {
  inputShape: [28, 28, 1],
  classCount: 10,
  classNames: digitNames,
  trainCount: 55_000,
  validationCount: 5000,
  testCount: 10_000,
};

const pointFacts: DatasetFacts = {
  inputShape: [2],
  classCount: 2,
  classNames: ['outer', 'inner'],
  trainCount: 200,
  validationCount: 1000,
  testCount: 1000,
};

/** The first data set of a list, as if it could be had. */
export function firstDataset({ dataset }: Trial['settings']) {
  const [first] = Array.isArray(dataset) ? dataset : [dataset];
  if (first === undefined) throw new Error('No data set');
  if (first.name === 'sine' || first.name === 'friedman') {
    const targets = datasetOf(first).targets?.(first);
    const facts: DatasetFacts = {
      ...{ inputShape: [first.name === 'sine' ? 1 : 10], classCount: 0, classNames: [] },
      ...{ trainCount: first.size, validationCount: first.validation, testCount: first.testSize },
      ...(targets && { targets }),
    };
    return { dataset: first, facts };
  }
  const isImage = first.name !== 'moons' && first.name !== 'circles';
  const { classes } = 'classes' in first ? first : {};
  const facts = isImage
    ? {
        ...imageFacts,
        classCount: classes?.length ?? imageFacts.classCount,
        ...('validation' in first && typeof first.validation === 'number'
          ? splitDigits(first.validation)
          : {}),
      }
    : {
        ...pointFacts,
        trainCount: 'size' in first ? first.size : pointFacts.trainCount,
        validationCount: 'size' in first ? first.validation : pointFacts.validationCount,
      };
  return { dataset: first, facts };
}

/** What keeping digits for validation leaves of the 60,000 of MNIST to train on. */
const splitDigits = (validationCount: number) => ({
  validationCount,
  trainCount: 60_000 - validationCount,
});

/** How a spec is planned. */
export interface PlanningOptions {
  readonly overrides?: readonly string[];
  readonly limit?: number;
  readonly engine?: EngineName;
  readonly threads?: number;
  readonly datasetOf?: PlanOptions['datasetOf'];
  readonly machine?: PlanOptions['machine'];
}

/** Parses, expands and plans a spec; data sets are taken for granted. */
export function planText(text: string, options: PlanningOptions = {}): Planning {
  const { overrides = [], limit, engine, threads, machine, datasetOf = firstDataset } = options;
  const draft = draftPlan(text, 'a.yaml', { overrides, limit });
  return finishPlan(draft, { datasetOf, engine, threads, machine });
}
