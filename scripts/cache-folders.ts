import path from 'node:path';
import { cacheFolder } from '../src/util/files/cache-folder';

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

/** Where a Python environment is kept; `key` stands for what is installed in it. */
export function pythonCacheFolder(name: string, key: string): string {
  return path.join(cacheFolder(), `${name}-python-${key}`);
}

function platformName(): string {
  return `${process.platform}-${process.arch}`;
}
