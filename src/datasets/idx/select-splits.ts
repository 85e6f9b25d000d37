import { UnfitSettingError } from '../unfit-setting-error';
import type { ArchiveCounts } from './idx-archive';
import { type IdxDatasetSpec, standardValidationCount } from './idx-settings';
import { countSelected, type Selection } from './select-examples';

/**
 * Which examples of the files each split of a spec takes.
 *
 * @param trainLabels only looked at where the spec chooses classes.
 * @throws UnfitSettingError where a setting asks for more than there are.
 */
export function selectSplits(
  archive: ArchiveCounts,
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
      `Keep fewer for validation: ${standardValidationCount} by default.`,
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
