import type { DatasetKind } from '../dataset-kind';
import { type IdxSettings, idxSettings } from '../idx/idx-settings';
import { chosenClassNames } from '../images/class-names';
import { type CifarArchive, countsOf } from './cifar-archive';

/** What a data set in the binary format of CIFAR-10 says of itself. */
interface CifarDescription extends Pick<DatasetKind, 'description' | 'summary'> {
  readonly archive: CifarArchive;
}

/** What looks for files and reads them, loaded when it is first needed. */
const loading = (): typeof import('./load-cifar') => require('./load-cifar');

/** A data set that is published in the binary format of CIFAR-10. */
export function defineCifarDataset({
  archive,
  ...words
}: CifarDescription): DatasetKind<IdxSettings> {
  return {
    ...words,
    settings: idxSettings(countsOf(archive)),
    makesValidation: false,
    fileSettings: [],
    drawsFromRunSeed: () => false,
    classNames: ({ classes }) => chosenClassNames(archive.classNames, classes),
    async obtain(_, sources) {
      loading().locateCifar(archive, sources);
    },
    facts: async (spec, sources) => loading().cifarFacts(archive, spec, sources),
    load: async (spec, _, sources) => loading().loadCifar(archive, spec, sources),
  };
}
