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

/** Where the libraries and headers of one TensorFlow version are kept, for this platform. */
export function tensorflowCacheFolder(tensorflowVersion: string): string {
  return path.join(cacheFolder(), `tensorflow-${tensorflowVersion}-${platformName()}`);
}

/**
 * Where the compiled addon of tfjs-node is kept. It uses Node-API, so one build serves every Node
 * version of this platform.
 */
export function addonCacheFile(versions: {
  readonly tfjsNode: string;
  readonly tensorflow: string;
  readonly nodeApi: number;
}): string {
  const { tfjsNode, tensorflow, nodeApi } = versions;
  const key = `${tfjsNode}-tensorflow-${tensorflow}-${platformName()}-napi-v${nodeApi}`;
  return path.join(cacheFolder(), `tfjs-node-${key}`, 'tfjs_binding.node');
}

/** Where downloaded data sets are kept, each in a folder of its own. */
export function datasetCacheFolder(): string {
  return path.join(cacheFolder(), 'datasets');
}

/** Where a Python environment is kept; `key` stands for what is installed in it. */
export function pythonCacheFolder(name: string, key: string): string {
  return path.join(cacheFolder(), `${name}-python-${key}`);
}

function platformName(): string {
  return `${process.platform}-${process.arch}`;
}

/** Where the Python environment with the TensorBoard that Ablate installed for itself is kept. */
export function tensorBoardCacheFolder(): string {
  return path.join(cacheFolder(), 'tensorboard');
}
