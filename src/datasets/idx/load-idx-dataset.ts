import { countClasses } from '../../plan/count-classes';
import type { DatasetFacts } from '../../plan/dataset-facts';
import type { DatasetSpec } from '../../spec/dataset-schema';
import { defaults } from '../../spec/defaults';
import { countValues } from '../../util/count-values';
import { commandFor } from '../../util/process/command-for';
import { UserError } from '../../util/user-error';
import type { Dataset } from '../dataset';
import { checksumOfFiles } from '../dataset-checksum';
import type { DatasetSources } from '../dataset-sources';
import { chosenClassNames } from '../images/class-names';
import { pixelScaling } from '../images/pixel-scaling';
import { UnfitSettingError } from '../unfit-setting-error';
import type { IdxArchive, IdxRole } from './idx-archive';
import type { ArchiveFiles } from './locate-archive';
import { readIdxFile, type VerifiedIdx } from './read-idx-file';
import { countSelected, type Selection, selectExamples } from './select-examples';

/** A spec of a data set that comes in IDX files. */
export type IdxDatasetSpec = Extract<DatasetSpec, { name: 'mnist' | 'fashion-mnist' }>;

/**
 * Loads a data set from the files of its archive. The first `validation` training examples are the
 * validation split, as in TensorFlow's tutorials, so 55,000 / 5,000 / 10,000 by default; `classes`
 * then filters each split, and `trainSize` keeps the first ones of what is left to train on.
 *
 * @throws DataFileError for a damaged file, UserError where `trainSize` is more than there are
 */
export function loadIdxDataset(
  archive: IdxArchive,
  files: ArchiveFiles,
  spec: IdxDatasetSpec,
  sources: DatasetSources,
): Dataset {
  const read = (role: IdxRole): VerifiedIdx =>
    readIdxFile(files[role], archive.files[role], sources.cacheFolder);
  const trainLabels = read('trainLabels');
  const selections = selectSplits(archive, spec, trainLabels.values);
  const trainImages = read('trainImages');
  const testImages = read('testImages');
  const testLabels = read('testLabels');
  const fromTraining = (selection: Selection) =>
    selectExamples(trainImages.values, trainLabels.values, imageSize(archive), selection);
  return {
    name: spec.name,
    inputShape: inputShape(archive),
    classNames: chosenClassNames(archive.classNames, spec.classes),
    ...pixelScaling(spec.range),
    train: fromTraining(selections.train),
    validation: fromTraining(selections.validation),
    test: selectExamples(testImages.values, testLabels.values, imageSize(archive), selections.test),
    checksum: checksumOfFiles(spec, [
      trainImages.sha256,
      trainLabels.sha256,
      testImages.sha256,
      testLabels.sha256,
    ]),
  };
}

/**
 * What planning has to know of such a data set. Only class subsets need the files, of which only
 * the labels are read.
 *
 * @throws UserError where `trainSize` is more than there are, or labels are needed and missing
 */
export function idxDatasetFacts(
  archive: IdxArchive,
  files: ArchiveFiles | undefined,
  spec: IdxDatasetSpec,
  sources: DatasetSources,
): DatasetFacts {
  const readLabels = (role: 'trainLabels' | 'testLabels'): Uint8Array => {
    if (spec.classes === undefined) return new Uint8Array(0);
    if (files === undefined) {
      throw new UserError(`How many examples of its classes ${spec.name} has is not known yet`, {
        hint: `It is once the files of ${spec.name} are there: see ${commandFor('doctor')}`,
      });
    }
    return readIdxFile(files[role], archive.files[role], sources.cacheFolder).values;
  };
  const trainLabels = readLabels('trainLabels');
  const { train, validation, test } = selectSplits(archive, spec, trainLabels);
  return {
    inputShape: inputShape(archive),
    classCount: countClasses(spec),
    trainCount: countSelected(trainLabels, train),
    validationCount: countSelected(trainLabels, validation),
    testCount: countSelected(readLabels('testLabels'), test),
  };
}

function selectSplits(
  archive: IdxArchive,
  spec: IdxDatasetSpec,
  trainLabels: Uint8Array,
): Record<'train' | 'validation' | 'test', Selection> {
  const { classes, trainSize } = spec;
  const trainFileCount = archive.files.trainLabels.shape[0] ?? 0;
  const testFileCount = archive.files.testLabels.shape[0] ?? 0;
  if (spec.validation >= trainFileCount) {
    throw new UnfitSettingError(
      'validation',
      `validation ${spec.validation} leaves nothing of the ${trainFileCount} examples of ${spec.name} to train on`,
      `Keep fewer for validation: ${defaults.images.validation} by default.`,
    );
  }
  const remaining = { start: spec.validation, end: trainFileCount, classes };
  const available = countSelected(trainLabels, remaining);
  if (trainSize !== undefined && trainSize > available) {
    throw new UnfitSettingError(
      'trainSize',
      `trainSize ${trainSize} is more than the ${available} training examples of ${spec.name}`,
      `Ask for ${available} at most, or for a smaller validation split.`,
    );
  }
  return {
    train: { ...remaining, limit: trainSize },
    validation: { start: 0, end: spec.validation, classes },
    test: { start: 0, end: testFileCount, classes },
  };
}

/** `[height, width, channels]` of one image, with its one channel. */
function inputShape(archive: IdxArchive): readonly number[] {
  return [...archive.files.trainImages.shape.slice(1), 1];
}

function imageSize(archive: IdxArchive): number {
  return countValues(inputShape(archive));
}
