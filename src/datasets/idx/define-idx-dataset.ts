import type { DatasetKind } from '../dataset-kind';
import { chosenClassNames } from '../images/class-names';
import type { IdxArchive } from './idx-archive';
import { type IdxSettings, idxSettings } from './idx-settings';

/** What a data set of IDX files says of itself. */
interface IdxDescription extends Pick<DatasetKind, 'description' | 'summary'> {
  readonly archive: IdxArchive;
}

/** What looks for files and reads them, loaded when it is first needed. */
const files = {
  locating: (): typeof import('./locate-archive') => require('./locate-archive'),
  obtaining: (): typeof import('./obtain-archive') => require('./obtain-archive'),
  counting: (): typeof import('./idx-dataset-facts') => require('./idx-dataset-facts'),
  reading: (): typeof import('./load-idx-dataset') => require('./load-idx-dataset'),
};

/** A data set that is published as four IDX files, as MNIST is. */
export function defineIdxDataset({ archive, ...words }: IdxDescription): DatasetKind<IdxSettings> {
  return {
    ...words,
    settings: idxSettings(archive),
    makesValidation: false,
    fileSettings: [],
    drawsFromRunSeed: () => false,
    classNames: ({ classes }) => chosenClassNames(archive.classNames, classes),
    async obtain(_, sources) {
      await files.obtaining().obtainArchive(archive, sources);
    },
    async facts(spec, sources) {
      const found = files.locating().locateArchive(archive, sources);
      return files.counting().idxDatasetFacts(archive, found, spec, sources);
    },
    async load(spec, _, sources) {
      const found =
        files.locating().locateArchive(archive, sources) ??
        (await files.obtaining().obtainArchive(archive, sources));
      return files.reading().loadIdxDataset(archive, found, spec, sources);
    },
  };
}
