import fs from 'node:fs';
import path from 'node:path';
import { countValues } from '../../util/count-values';
import { UserError } from '../../util/user-error';
import type { Dataset } from '../dataset';
import { checksumOfFiles } from '../dataset-checksum';
import type { DatasetFacts } from '../dataset-facts';
import type { DatasetSources } from '../dataset-sources';
import type { IdxDatasetSpec } from '../idx/idx-settings';
import { countSelected, selectExamples } from '../idx/select-examples';
import { selectSplits } from '../idx/select-splits';
import { chosenClassNames } from '../images/class-names';
import { pixelScaling } from '../images/pixel-scaling';
import { type CifarArchive, cifarShape, countsOf } from './cifar-archive';
import { type CifarExamples, readCifarFile } from './read-cifar-file';

/**
 * Looks for the folder that has all files of an archive: below the folders of the user or one of
 * these itself, then in the cache.
 *
 * @throws UserError that says what is missing and where to put it.
 */
export function locateCifar(
  archive: CifarArchive,
  { folders, cacheFolder }: Pick<DatasetSources, 'folders' | 'cacheFolder'>,
): string {
  const names = [...archive.trainFiles, archive.testFile];
  const candidates = [...folders, cacheFolder].flatMap((folder) => [
    ...archive.folderNames.map((name) => path.join(folder, name)),
    folder,
  ]);
  const missingIn = (folder: string): string[] =>
    names.filter((name) => !fs.existsSync(path.join(folder, name)));
  const found = candidates.find((folder) => missingIn(folder).length === 0);
  if (found !== undefined) return found;
  const partial = candidates.find((folder) => missingIn(folder).length < names.length);
  const lack = partial && `: ${partial} lacks ${missingIn(partial).join(', ')}`;
  throw new UserError(`${archive.name} was not found${lack ?? ''}`, {
    hint: `Get its binary version from ${archive.home}, and put the folder ${archive.folderNames[0]} with ${names.join(', ')} into a data folder (--data-dir or ABLATE_DATA_DIR).`,
  });
}

/** What planning has to know. Only classes that are chosen need the files. */
export function cifarFacts(
  archive: CifarArchive,
  spec: IdxDatasetSpec,
  sources: DatasetSources,
): DatasetFacts {
  const none: CifarExamples = { inputs: new Uint8Array(), labels: new Uint8Array() };
  const { train, test } =
    spec.classes === undefined ? { train: none, test: none } : readFiles(archive, sources);
  const selections = selectSplits(countsOf(archive), spec, train.labels);
  const classNames = chosenClassNames(archive.classNames, spec.classes);
  return {
    inputShape: cifarShape,
    classCount: classNames.length,
    classNames,
    trainCount: countSelected(train.labels, selections.train),
    validationCount: countSelected(train.labels, selections.validation),
    testCount: countSelected(test.labels, selections.test),
  };
}

/**
 * Loads the files. The first `validation` training examples are the validation split; `classes` then
 * filters each split, and `trainSize` keeps the first ones of what is left to train on.
 */
export function loadCifar(
  archive: CifarArchive,
  spec: IdxDatasetSpec,
  sources: DatasetSources,
): Dataset {
  const { train, test, sha256 } = readFiles(archive, sources);
  const selections = selectSplits(countsOf(archive), spec, train.labels);
  const select = (examples: CifarExamples, name: keyof typeof selections) =>
    selectExamples(examples.inputs, examples.labels, countValues(cifarShape), selections[name]);
  return {
    name: spec.name,
    inputShape: cifarShape,
    classNames: chosenClassNames(archive.classNames, spec.classes),
    ...pixelScaling(spec.range),
    train: select(train, 'train'),
    validation: select(train, 'validation'),
    test: select(test, 'test'),
    checksum: checksumOfFiles(spec, sha256),
  };
}

function readFiles(archive: CifarArchive, sources: DatasetSources) {
  const folder = locateCifar(archive, sources);
  const { trainFiles, testFile, recordsPerFile, classNames } = archive;
  const read = (files: readonly string[]) => {
    const count = files.length * recordsPerFile;
    const inputs = new Uint8Array(count * countValues(cifarShape));
    const examples = { inputs, labels: new Uint8Array(count) };
    const sha256 = files.map((name, place) => {
      const file = path.join(folder, name);
      const start = place * recordsPerFile;
      return readCifarFile(file, recordsPerFile, classNames.length, examples, start);
    });
    return { ...examples, sha256 };
  };
  const [train, test] = [read(trainFiles), read([testFile])];
  return { train, test, sha256: [...train.sha256, ...test.sha256] };
}
