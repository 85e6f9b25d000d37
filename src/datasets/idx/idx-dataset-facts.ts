import { commandFor } from '../../util/process/command-for';
import { UserError } from '../../util/user-error';
import type { DatasetFacts } from '../dataset-facts';
import type { DatasetSources } from '../dataset-sources';
import { chosenClassNames } from '../images/class-names';
import { type IdxArchive, imageShape } from './idx-archive';
import type { IdxDatasetSpec } from './idx-settings';
import type { ArchiveFiles } from './locate-archive';
import { readIdxFile } from './read-idx-file';
import { countSelected } from './select-examples';
import { selectSplits } from './select-splits';

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
  const classNames = chosenClassNames(archive.classNames, spec.classes);
  return {
    inputShape: imageShape(archive),
    classCount: classNames.length,
    classNames,
    trainCount: countSelected(trainLabels, train),
    validationCount: countSelected(trainLabels, validation),
    testCount: countSelected(readLabels('testLabels'), test),
  };
}
