import { isMapping } from '../spec/settings-path';

/** Initializers whose weights had less than their nominal variance in revision 1. */
const truncated: readonly unknown[] = ['glorotNormal', 'heNormal', 'leCunNormal'];

/** Optimizers whose corrections were rounded to float32 by the eager engine in revision 1. */
const corrected: readonly unknown[] = ['adam', 'adamax'];

/**
 * The revision of the numbers that settings give: 1 where they never gave others in an earlier version
 * of Ablate. Part of the hash of a run, so that results of before are never
 * taken for those of today.
 */
export function revisionOfNumbers(settings: unknown): 1 | 2 | 3 {
  if (!isMapping(settings)) return 1;
  const { engine, optimizer, threads } = settings;
  // Weights lay in two pieces in revision 2, whatever the threads.
  if (typeof threads === 'number' && threads > 2) return 3;
  const isCorrected = isMapping(optimizer) && corrected.includes(optimizer['type']);
  if (engine === 'eager' && isCorrected) return 2;
  return hasMendedInitializer(settings['model']) ? 2 : 1;
}

function hasMendedInitializer(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasMendedInitializer);
  if (!isMapping(value)) return false;
  return Object.entries(value).some(([key, inner]) => {
    if (!isMapping(inner)) return hasMendedInitializer(inner);
    if (key === 'biasInitializer') return dependsOnFans(inner['type']);
    if (!/initializer$/i.test(key)) return hasMendedInitializer(inner);
    return truncated.includes(inner['type']) || inner['distribution'] === 'truncatedNormal';
  });
}

/** Biases had the square root of their length as fans in revision 1, now their length. */
function dependsOnFans(type: unknown): boolean {
  return typeof type === 'string' && /^(glorot|he|leCun|varianceScaling)/.test(type);
}
