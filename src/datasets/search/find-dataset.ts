import { UserError } from '../../util/user-error';
import type { DatasetSources } from '../dataset-sources';
import { pinDataset } from '../files/pin-dataset';
import { type DatasetSpec, datasetOf } from '../registry';

/** Whether a data set can be had; if not, why, and what to do about it. */
export type DatasetAvailability =
  | { readonly available: true }
  | { readonly available: false; readonly reason: string; readonly hint: string | undefined };

/**
 * Says whether a data set can be had, and gets it where it has to be downloaded first: afterwards
 * it can be loaded. Damaged files of the user are a reason why it can't.
 */
export async function findDataset(
  spec: DatasetSpec,
  sources: DatasetSources,
): Promise<DatasetAvailability> {
  try {
    const { dataset, files } = pinDataset(spec);
    await datasetOf(dataset).obtain(dataset, { ...sources, files });
    return { available: true };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { available: false, reason: error.message, hint: error.hint };
  }
}
