import { z } from 'zod';
import type { NamedSettings } from '../dataset-kind';
import { exampleCount } from '../example-counts';
import { imageSettings } from '../images/image-settings';
import type { ArchiveCounts } from './idx-archive';

/** Examples that are kept for validation unless a spec says otherwise. */
export const standardValidationCount = 5000;

/** What a data set that is published in files for training and for testing may set. */
export function idxSettings({ classNames, files }: ArchiveCounts) {
  const [fileCount = 0] = files.trainLabels.shape;
  return {
    ...imageSettings(classNames.length),
    validation: z
      .int()
      .nonnegative()
      .max(fileCount - 1000)
      .default(standardValidationCount)
      .describe(
        `How many of the ${fileCount.toLocaleString('en-US')} training examples are kept for validation.`,
      ),
    trainSize: exampleCount.optional().describe('Only this many training examples.'),
  };
}

/** The settings of a data set of IDX files. */
export type IdxSettings = ReturnType<typeof idxSettings>;

/** A spec of such a data set. */
export type IdxDatasetSpec = NamedSettings<IdxSettings>;
