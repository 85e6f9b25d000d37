import type { DatasetFacts } from '../plan/dataset-facts';
import type { DatasetName, DatasetSpec } from '../spec/dataset-schema';
import { UserError } from '../util/user-error';
import { createCircles } from './circles';
import type { Dataset } from './dataset';
import type { DatasetAvailability, DatasetSources } from './dataset-sources';
import { fashionMnist, type IdxArchive, mnist } from './idx/idx-archive';
import { type IdxDatasetSpec, idxDatasetFacts, loadIdxDataset } from './idx/load-idx-dataset';
import { locateArchive } from './idx/locate-archive';
import { obtainArchive } from './idx/obtain-archive';
import { createMoons } from './moons';
import { type PointDatasetSpec, pointDatasetFacts } from './points/scatter-points';
import { createSyntheticDigits, syntheticDigitsFacts } from './synthetic-digits';

/** The specs by the name of their data set. */
type SpecByName = { readonly [Name in DatasetName]: Extract<DatasetSpec, { name: Name }> };

/** What can be done with one kind of data set. */
interface DatasetKind<Spec> {
  /** One line for people. */
  readonly description: string;
  /** Makes sure that the data is there. Throws a UserError that says why it is not. */
  readonly obtain: (spec: Spec, sources: DatasetSources) => Promise<void>;
  readonly load: (spec: Spec, runSeed: number, sources: DatasetSources) => Promise<Dataset>;
  readonly facts: (spec: Spec, sources: DatasetSources) => DatasetFacts;
}

/** Every data set that a spec can name. */
export const datasets: { readonly [Name in DatasetName]: DatasetKind<SpecByName[Name]> } = {
  mnist: idxKind(mnist, 'handwritten digits, 28x28, 60,000 and 10,000'),
  'fashion-mnist': idxKind(fashionMnist, 'photographs of clothes, 28x28, 60,000 and 10,000'),
  'synthetic-digits': {
    description: 'digits drawn by strokes, 28x28',
    obtain: async () => {},
    load: async (spec) => createSyntheticDigits(spec),
    facts: syntheticDigitsFacts,
  },
  moons: pointKind('two interleaving half circles', createMoons),
  circles: pointKind('a circle in a circle', createCircles),
};

/**
 * Says whether a data set can be had, and gets it where it has to be downloaded first: afterwards
 * `loadDataset` finds it. Damaged files of the user are a reason why it can't.
 */
export async function findDataset(
  spec: DatasetSpec,
  sources: DatasetSources,
): Promise<DatasetAvailability> {
  try {
    await kindOf(spec).obtain(spec, sources);
    return { available: true };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { available: false, reason: error.message, hint: error.hint };
  }
}

/**
 * Loads or generates a data set.
 *
 * @param runSeed what generated data is drawn from where the spec fixes no seed
 * @throws UserError where the data can't be had or the spec asks for more than there is
 */
export async function loadDataset(
  spec: DatasetSpec,
  runSeed: number,
  sources: DatasetSources,
): Promise<Dataset> {
  return kindOf(spec).load(spec, runSeed, sources);
}

/**
 * The shape and the counts of a data set, without its images.
 *
 * @throws UserError where the spec asks for more than there is, or where it takes some classes of
 * files that are not there
 */
export function datasetFacts(spec: DatasetSpec, sources: DatasetSources): DatasetFacts {
  return kindOf(spec).facts(spec, sources);
}

function kindOf<Name extends DatasetName>(
  spec: SpecByName[Name] & { readonly name: Name },
): DatasetKind<SpecByName[Name]> {
  return datasets[spec.name];
}

function idxKind(archive: IdxArchive, description: string): DatasetKind<IdxDatasetSpec> {
  return {
    description,
    obtain: async (_, sources) => {
      await obtainArchive(archive, sources);
    },
    load: async (spec, _, sources) => {
      const files = locateArchive(archive, sources) ?? (await obtainArchive(archive, sources));
      return loadIdxDataset(archive, files, spec, sources);
    },
    facts: (spec, sources) =>
      idxDatasetFacts(archive, locateArchive(archive, sources), spec, sources),
  };
}

function pointKind<Spec extends PointDatasetSpec>(
  description: string,
  create: (spec: Spec, runSeed: number) => Dataset,
): DatasetKind<Spec> {
  return {
    description,
    obtain: async () => {},
    load: async (spec, runSeed) => create(spec, runSeed),
    facts: (spec) => pointDatasetFacts(spec),
  };
}
