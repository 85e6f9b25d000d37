import { countValues } from '../../util/count-values';
import type { Dataset } from '../dataset';
import { checksumOfFiles } from '../dataset-checksum';
import type { DatasetSources } from '../dataset-sources';
import { chosenClassNames } from '../images/class-names';
import { pixelScaling } from '../images/pixel-scaling';
import { type IdxArchive, type IdxRole, imageShape } from './idx-archive';
import type { IdxDatasetSpec } from './idx-settings';
import type { ArchiveFiles } from './locate-archive';
import { readIdxFile, type VerifiedIdx } from './read-idx-file';
import { type Selection, selectExamples } from './select-examples';
import { selectSplits } from './select-splits';

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
  const imageSize = countValues(imageShape(archive));
  const selections = selectSplits(archive, spec, trainLabels.values);
  const trainImages = read('trainImages');
  const testImages = read('testImages');
  const testLabels = read('testLabels');
  const fromTraining = (selection: Selection) =>
    selectExamples(trainImages.values, trainLabels.values, imageSize, selection);
  return {
    name: spec.name,
    inputShape: imageShape(archive),
    classNames: chosenClassNames(archive.classNames, spec.classes),
    ...pixelScaling(spec.range),
    train: fromTraining(selections.train),
    validation: fromTraining(selections.validation),
    test: selectExamples(testImages.values, testLabels.values, imageSize, selections.test),
    checksum: checksumOfFiles(spec, [
      trainImages.sha256,
      trainLabels.sha256,
      testImages.sha256,
      testLabels.sha256,
    ]),
  };
}
