import { countValues } from '../../util/count-values';
import { UserError } from '../../util/user-error';
import type { Split } from '../dataset';
import type { ParsedDataset } from '../files/parsed-dataset';
import { pixelScaling } from '../images/pixel-scaling';
import { drawSplits, listShortly, nameLackingClasses, splitId } from '../tables/assign-splits';
import { scaleColumns } from '../tables/scale-columns';
import { learnTargets } from '../targets/describe-targets';
import { UnfitSettingError } from '../unfit-setting-error';
import type { ArraySettings } from './array-settings';
import { shapeExamples } from './example-shape';
import type { NumericArray } from './numeric-array';

/** Inputs with their labels, and the split that they are; `undecided` where they are to be divided. */
export interface ArrayPart {
  readonly inputs: NumericArray;
  readonly labels: NumericArray;
  readonly split: number;
}

/** Class ids are bytes. */
const maxClasses = 256;

/**
 * Makes a data set of arrays.
 *
 * @throws UserError that names the array of what is wrong, UnfitSettingError for a setting.
 */
export function arrangeArrays(parts: readonly ArrayPart[], settings: ArraySettings): ParsedDataset {
  const [first] = parts;
  if (first === undefined) throw new Error('there are no arrays');
  const { shape, range, standardize, split } = settings;
  const hasTargets = settings.targets === true;
  for (const part of parts) checkPart(part, first, hasTargets);
  const values = hasTargets
    ? []
    : [...new Set(parts.flatMap(({ labels }) => [...distinct(labels)]))];
  values.sort((a, b) => a - b);
  const classNames = hasTargets ? [] : nameClasses(values, settings.classNames);
  const ids = new Map(values.map((value, id) => [value, id]));
  const has = (id: number): boolean => parts.some((part) => part.split === id);
  const labelled = parts.map((part) => {
    const count = part.inputs.shape[0] ?? 0;
    const classIds = hasTargets
      ? new Uint8Array(count)
      : Uint8Array.from(part.labels.values, (value) => ids.get(value) ?? 0);
    const labels = hasTargets ? Float32Array.from(part.labels.values) : classIds;
    const splits = new Uint8Array(count).fill(part.split);
    drawSplits(classIds, splits, {
      ...split,
      ...(has(splitId.validation) && { validation: 0 }),
      ...(has(splitId.test) && { test: 0 }),
    });
    return { inputs: part.inputs, classIds, labels, splits };
  });
  const lacking = nameLackingClasses(
    concatenate(labelled.map(({ classIds }) => classIds)),
    concatenate(labelled.map(({ splits }) => splits)),
    classNames,
  );
  if (lacking.train.length > 0) {
    throw new UserError(`No example of ${listShortly(lacking.train)} is left to train on`, {
      hint: 'Add examples of it to train with, or leave it out of the other splits.',
    });
  }
  const train = gather(labelled, splitId.train);
  const others = [gather(labelled, splitId.validation), gather(labelled, splitId.test)] as const;
  if (train.count === 0) throw fault(first.inputs, 'leaves no example to train on');
  const isBytes = train.inputs instanceof Uint8Array;
  if (!isBytes && standardize) scaleFloats(train, others, countValues(first.inputs.shape.slice(1)));
  return {
    inputShape: shapeExamples(imageShape(first.inputs.shape.slice(1)), shape),
    classNames,
    ...(hasTargets && {
      targets: learnTargets(
        train.labels,
        nameTargets(train.labels.length / train.count),
        settings.standardizeTarget ?? true,
      ),
    }),
    ...(isBytes ? pixelScaling(range) : { scale: 1, offset: 0 }),
    train,
    validation: others[0],
    test: others[1],
    notes: lacking.others,
  };
}

function checkPart({ inputs, labels }: ArrayPart, first: ArrayPart, hasTargets: boolean): void {
  const [count = 0, ...example] = inputs.shape;
  const [, ...expected] = first.inputs.shape;
  if (count === 0) throw fault(inputs, 'holds no examples');
  if (example.length > 3) {
    throw fault(inputs, `its examples have ${example.length} axes, at most three are taken`);
  }
  if (example.join() !== expected.join()) {
    throw fault(
      inputs,
      `its examples are ${example.join(' x ')}, those of ${first.inputs.title} are ${expected.join(' x ')}`,
    );
  }
  if (inputs.values instanceof Uint8Array !== first.inputs.values instanceof Uint8Array) {
    throw fault(inputs, `one of it and ${first.inputs.title} is bytes, the other is not`);
  }
  const width = countValues(labels.shape.slice(1));
  if (hasTargets) checkTargets(labels, width, countValues(first.labels.shape.slice(1)));
  else if (width !== 1) {
    throw fault(labels, `is ${labels.shape.join(' x ')}, but a label is one number`);
  }
  if (labels.shape[0] !== count) {
    throw fault(
      labels,
      `has ${labels.shape[0] ?? 1} labels for the ${count} examples of ${inputs.title}`,
    );
  }
  const size = countValues(example);
  const wrong = inputs.values.findIndex((value) => !Number.isFinite(value));
  if (wrong !== -1) {
    throw fault(
      inputs,
      `example ${Math.floor(wrong / size)}, value ${wrong % size}: ${inputs.values[wrong]} is no finite number of 32 bits`,
    );
  }
}

function checkTargets(labels: NumericArray, width: number, expected: number): void {
  if (width !== expected || width === 0) {
    throw fault(labels, `has ${width} numbers to predict where others have ${expected}`);
  }
  const wrong = labels.values.findIndex((value) => !Number.isFinite(Math.fround(value)));
  if (wrong === -1) return;
  const example = Math.floor(wrong / width);
  throw fault(labels, `label ${example} is ${labels.values[wrong]}, no finite number of 32 bits`);
}

/** `y`, or `y1`, `y2` and so on. */
function nameTargets(width: number): string[] {
  return width === 1 ? ['y'] : Array.from({ length: width }, (_, target) => `y${target + 1}`);
}

/** The different labels of an array. @throws UserError where they are no classes. */
function distinct(labels: NumericArray): Set<number> {
  const found = new Set<number>();
  for (const [example, label] of labels.values.entries()) {
    if (!Number.isSafeInteger(label)) {
      throw fault(
        labels,
        `label ${example} is ${label}, and a class is a whole number`,
        'Correct it, or write `targets: true` where labels are numbers to predict.',
      );
    }
    found.add(label);
    if (found.size > maxClasses) throw fault(labels, `has more than ${maxClasses} classes`);
  }
  return found;
}

function nameClasses(
  values: readonly number[],
  given: readonly string[] | undefined,
): readonly string[] {
  if (given === undefined) return values.map(String);
  if (given.length === values.length) return given;
  throw new UnfitSettingError(
    'classNames',
    `names ${given.length} classes, but the labels are ${listShortly(values)}: ${values.length}`,
    'Name each of them, in that order.',
  );
}

/** Images get their one channel. */
function imageShape(example: readonly number[]): readonly number[] {
  if (example.length === 2) return [...example, 1];
  return example.length === 0 ? [1] : example;
}

interface LabelledArray {
  readonly inputs: NumericArray;
  /** Class ids, `[count]`, or numbers to predict, `[count, targets]`. */
  readonly labels: Uint8Array | Float32Array;
  readonly splits: Uint8Array;
}

/** The examples of one split: a view where they are all of one array, otherwise a copy. */
function gather(arrays: readonly LabelledArray[], id: number): Split {
  const chosen = arrays.filter(({ splits }) => splits.includes(id));
  const [only] = chosen;
  const asInputs = ({ inputs: { values } }: LabelledArray): Split['inputs'] =>
    values instanceof Float64Array ? Float32Array.from(values) : values;
  if (only !== undefined && chosen.length === 1 && only.splits.every((split) => split === id)) {
    return { count: only.splits.length, inputs: asInputs(only), labels: only.labels };
  }
  const isBytes = arrays[0]?.inputs.values instanceof Uint8Array;
  const size = countValues(arrays[0]?.inputs.shape.slice(1) ?? []);
  const counts = chosen.map(({ splits }) => splits.filter((split) => split === id).length);
  const count = counts.reduce((sum, part) => sum + part, 0);
  const inputs = isBytes ? new Uint8Array(count * size) : new Float32Array(count * size);
  const width = (arrays[0]?.labels.length ?? 0) / (arrays[0]?.splits.length ?? 1);
  const labels =
    arrays[0]?.labels instanceof Float32Array
      ? new Float32Array(count * width)
      : new Uint8Array(count);
  let to = 0;
  for (const array of chosen) {
    const { values } = array.inputs;
    for (const [from, split] of array.splits.entries()) {
      if (split !== id) continue;
      inputs.set(values.subarray(from * size, (from + 1) * size), to * size);
      labels.set(array.labels.subarray(from * width, (from + 1) * width), to * width);
      to += 1;
    }
  }
  return { count, inputs, labels };
}

function scaleFloats(train: Split, others: readonly Split[], width: number): void {
  const numeric = new Array<boolean>(width).fill(true);
  const asFloats = ({ inputs, ...rest }: Split) => ({ ...rest, inputs: inputs as Float32Array });
  scaleColumns(asFloats(train), others.map(asFloats), numeric, true);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function fault(
  { title }: NumericArray,
  problem: string,
  hint = 'Correct the file, or name another array in the spec.',
): UserError {
  return new UserError(`${title}: ${problem}`, { hint });
}
