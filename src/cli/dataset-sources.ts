import type { DatasetSources } from '../datasets/dataset-sources';
import { cacheFolder } from '../util/cache-folder';

/** Where data sets are looked for: the option, then the environment, then the user's cache. */
export function datasetSources(options: {
  dataDir: string | undefined;
  download?: boolean;
  onProgress?: DatasetSources['onProgress'];
}): DatasetSources {
  const folders = [options.dataDir, process.env['ABLATE_DATA_DIR']];
  return {
    folders: folders.filter((folder): folder is string => folder !== undefined && folder !== ''),
    cacheFolder: cacheFolder(),
    download: options.download ?? true,
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  };
}
