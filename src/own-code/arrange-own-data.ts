import type { Split } from '../datasets/dataset';
import type { ParsedDataset } from '../datasets/files/parsed-dataset';
import { learnTargets } from '../datasets/targets/describe-targets';
import { UserError } from '../util/user-error';

/** Examples with their labels. */
export interface OwnSplit {
  /** `[count, ...inputShape]`: one value behind the other, or a list for each example. */
  readonly inputs: Float32Array | readonly number[] | readonly (readonly number[])[];
  /** `[count]`, class ids from 0; or the numbers to predict, a list for each example where they are several. */
  readonly labels: ArrayLike<number> | readonly (readonly number[])[];
}

/** What own code gives as data. */
export interface OwnData {
  /** Shape of one example: `[28, 28, 1]`, `[4]`. */
  readonly inputShape: readonly number[];
  /** What classes are called, in the order of their ids; absent where labels are numbers to predict. */
  readonly classNames?: readonly string[];
  /** What the numbers to predict are called; absent where labels are classes. */
  readonly targets?: readonly string[];
  readonly train: OwnSplit;
  readonly validation?: OwnSplit;
  readonly test: OwnSplit;
}

/**
 * Checks what own code gave as data, and lays it out.
 *
 * @throws UserError that says what is wrong with it.
 */
export function arrangeOwnData(data: OwnData): ParsedDataset {
  const { inputShape, classNames = [], targets, train, validation, test } = data;
  const isShape =
    Array.isArray(inputShape) && inputShape.length > 0 && inputShape.every(isPositiveInteger);
  if (!isShape) refuse('`inputShape` is no list of sizes, such as [4] or [28, 28, 1]');
  if ((classNames.length === 0) === (targets === undefined)) {
    refuse('it needs either `classNames` or `targets`');
  }
  if (classNames.length > 256) refuse('`classNames` has more than 256 names');
  if (train === undefined || test === undefined) refuse('`train` or `test` is missing');
  const size = inputShape.reduce((product, length) => product * length, 1);
  const arrange = (name: string, split: OwnSplit | undefined): Split => {
    const { inputs = [], labels = [] } = split ?? {};
    const width = targets?.length ?? 1;
    const answers = flatten(labels);
    const count = answers.length / width;
    const values = Float32Array.from(flatten(inputs));
    if (values.length !== count * size) {
      refuse(
        `\`${name}\` has ${values.length} values for ${count} labels, expected ${size} for each`,
      );
    }
    checkFinite(values, size, name, 'a value');
    checkFinite(answers, width, name, 'a label');
    if (targets !== undefined) return { count, inputs: values, labels: Float32Array.from(answers) };
    checkClasses(answers, classNames, name);
    return { count, inputs: values, labels: Uint8Array.from(answers) };
  };
  const trained = arrange('train', train);
  return {
    inputShape,
    classNames,
    ...(targets && { targets: learnTargets(trained.labels, targets, true) }),
    scale: 1,
    offset: 0,
    train: trained,
    validation: arrange('validation', validation),
    test: arrange('test', test),
    notes: [],
  };
}

/** Values one behind the other. */
function flatten(values: OwnSplit['inputs'] | OwnSplit['labels']): readonly number[] {
  return Array.from(values as ArrayLike<number | readonly number[]>).flat();
}

function checkFinite(values: ArrayLike<number>, width: number, name: string, what: string): void {
  const odd = Array.prototype.findIndex.call(values, (value) => !Number.isFinite(value));
  if (odd < 0) return;
  refuse(`example ${Math.floor(odd / width)} of \`${name}\` has ${what} that is no number`);
}

function checkClasses(
  labels: readonly number[],
  classNames: readonly string[],
  name: string,
): void {
  const outside = labels.findIndex((label) => !(label in classNames));
  if (outside < 0) return;
  refuse(
    `label ${outside} of \`${name}\` is ${labels[outside]}, expected a class from 0 to ${classNames.length - 1}`,
  );
}

const isPositiveInteger = (size: unknown): boolean => Number.isInteger(size) && Number(size) > 0;

function refuse(what: string): never {
  throw new UserError(`own data can't be used: ${what}`);
}
