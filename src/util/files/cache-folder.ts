import path from 'node:path';
import envPaths from 'env-paths';

/**
 * The per-user folder for what is costly to get and the same for every clone: native TensorFlow,
 * data sets, Python for tests. `ABLATE_CACHE_DIR` overrides the platform's usual place
 * (`$XDG_CACHE_HOME/ablate` or `~/.cache/ablate`, `~/Library/Caches/ablate`,
 * `%LOCALAPPDATA%\ablate\Cache`). Nothing is created here.
 */
export function cacheFolder(): string {
  const chosen = process.env['ABLATE_CACHE_DIR'];
  if (chosen !== undefined && chosen !== '') return path.resolve(chosen);
  return envPaths('ablate', { suffix: '' }).cache;
}

/** Where downloaded data sets are kept, each in a folder of its own. */
export function datasetCacheFolder(): string {
  return path.join(cacheFolder(), 'datasets');
}

/** Where the Python environment with the TensorBoard that Ablate installed for itself is kept. */
export function tensorBoardCacheFolder(): string {
  return path.join(cacheFolder(), 'tensorboard');
}
