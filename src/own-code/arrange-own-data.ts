import type { Split } from '../datasets/dataset';
import type { ParsedDataset } from '../datasets/files/parsed-dataset';
import { UserError } from '../util/user-error';

/** Examples with their labels. */
export interface OwnSplit {
  /** `[count, ...inputShape]`: one value behind the other, or a list for each example. */
  readonly inputs: Float32Array | readonly number[] | readonly (readonly number[])[];
  /** `[count]`, class ids from 0. */
  readonly labels: ArrayLike<number>;
}

/** What own code gives as data. */
export interface OwnData {
  /** Shape of one example: `[28, 28, 1]`, `[4]`. */
  readonly inputShape: readonly number[];
  /** What classes are called, in the order of their ids. */
  readonly classNames: readonly string[];
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
  const { inputShape, classNames, train, validation, test } = data;
  const isShape =
    Array.isArray(inputShape) && inputShape.length > 0 && inputShape.every(isPositiveInteger);
  if (!isShape) refuse('`inputShape` is no list of sizes, such as [4] or [28, 28, 1]');
  if (!Array.isArray(classNames) || classNames.length > 256) {
    refuse('`classNames` is no list of at most 256 names');
  }
  const arrange = (name: string, split: OwnSplit | undefined): Split =>
    arrangeSplit(name, split, inputShape, classNames);
  if (train === undefined || test === undefined) refuse('`train` or `test` is missing');
  return {
    inputShape,
    classNames,
    scale: 1,
    offset: 0,
    train: arrange('train', train),
    validation: arrange('validation', validation),
    test: arrange('test', test),
    notes: [],
  };
}

function arrangeSplit(
  name: string,
  split: OwnSplit | undefined,
  inputShape: readonly number[],
  classNames: readonly string[],
): Split {
  if (split === undefined) {
    return { count: 0, inputs: new Float32Array(0), labels: new Uint8Array(0) };
  }
  const size = inputShape.reduce((product, length) => product * length, 1);
  const isNested = Array.isArray(split.inputs[0]);
  const values = Float32Array.from(
    isNested ? (split.inputs as readonly number[][]).flat() : (split.inputs as readonly number[]),
  );
  const count = split.labels.length;
  if (values.length !== count * size) {
    refuse(
      `\`${name}\` has ${values.length} values for ${count} labels, expected ${size} for each`,
    );
  }
  const odd = values.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0)
    refuse(`example ${Math.floor(odd / size)} of \`${name}\` has a value that is no number`);
  const labels = Array.from(split.labels);
  const outside = labels.findIndex((label) => !(label in classNames));
  if (outside >= 0) {
    refuse(
      `label ${outside} of \`${name}\` is ${labels[outside]}, expected a class from 0 to ${classNames.length - 1}`,
    );
  }
  return { count, inputs: values, labels: Uint8Array.from(labels) };
}

const isPositiveInteger = (size: unknown): boolean => Number.isInteger(size) && Number(size) > 0;

function refuse(what: string): never {
  throw new UserError(`own data can't be used: ${what}`);
}
