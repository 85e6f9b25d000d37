import { cacheFolder } from '../util/files/cache-folder';
import type { Check } from './check';
import { checkCpu } from './check-cpu';
import { checkFolder } from './check-folder';
import { checkNode } from './check-node';
import { checkTensorboard } from './check-tensorboard';
import { checkTensorflow } from './check-tensorflow';

/** Whether one data set can be had on this machine, as the data sets themselves tell it. */
export interface DatasetFinding {
  readonly name: string;
  readonly isAvailable: boolean;
  /** Where it was found, or why it was not. */
  readonly detail: string;
  /** How to get it; for those that are missing. */
  readonly remedy?: string;
}

/** What the doctor needs to be told, because other parts own it. */
export interface DiagnoseOptions {
  readonly resultsFolder: string;
  /** How the user moves it elsewhere, a part of a sentence: `pass --results-dir DIR`. */
  readonly resultsWayOut?: string;
  /** Looks for every data set; called once. */
  findDatasets(): Promise<readonly DatasetFinding[]>;
}

/**
 * Looks at everything that runs depend on. Gathers facts only; never throws for what it finds.
 * Runs could not start where a check's status is `problem`.
 */
export async function diagnose(options: DiagnoseOptions): Promise<readonly Check[]> {
  const [tensorflow, tensorboard, datasets] = await Promise.all([
    checkTensorflow(),
    checkTensorboard(),
    options.findDatasets(),
  ]);
  return [
    checkNode(),
    tensorflow,
    checkCpu(),
    tensorboard,
    ...datasets.map(checkDataset),
    checkFolder(options.resultsFolder, {
      subject: 'results',
      isNeeded: true,
      wayOut: options.resultsWayOut ?? 'clone the project to another disk',
    }),
    checkFolder(cacheFolder(), {
      subject: 'cache',
      isNeeded: false,
      wayOut: 'set ABLATE_CACHE_DIR to another folder',
    }),
  ];
}

/** A missing data set is a warning: synthetic ones can always be had. */
function checkDataset(dataset: DatasetFinding): Check {
  const subject = `data set ${dataset.name}`;
  if (dataset.isAvailable) return { subject, status: 'ok', finding: dataset.detail };
  return {
    subject,
    status: 'warning',
    finding: dataset.detail,
    remedy:
      dataset.remedy ??
      'Put its files into a folder and pass --data-dir, or connect to the network',
  };
}
