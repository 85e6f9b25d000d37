import path from 'node:path';
import { datasetCacheFolder } from '../util/files/cache-folder';

/** How far the download of one file is, or the reading of a large one. */
export interface DownloadProgress {
  readonly dataset: string;
  readonly file: string;
  /** Whether it is a file of the user that is read. */
  readonly isRead?: boolean;
  readonly receivedBytes: number;
  readonly totalBytes: number;
}

/** Where data sets may come from. */
export interface DatasetSources {
  /** Folders of the user, looked into first and in this order. They are only read. */
  readonly folders: readonly string[];
  /** Folder of the program's own for downloads and unpacked copies; made when first needed. */
  readonly cacheFolder: string;
  /** Absolute paths of the files that the settings of a data set name, by SHA-256. */
  readonly files?: Readonly<Record<string, string>>;
  /** Whether what is not found may be downloaded. */
  readonly download: boolean;
  /** Called while a file is downloaded or parsed, several times a second at most. */
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Addresses to download a data set from instead of its published mirrors, each ending in `/`. */
  readonly mirrors?: Readonly<Record<string, readonly string[]>>;
}

/** The part of the sources that is data: another process can be told of it. */
export type DatasetFolders = Pick<DatasetSources, 'folders' | 'cacheFolder'>;

/**
 * Where data sets come from for this user: the folder of the command line, the one that
 * `ABLATE_DATA_DIR` names, then the user's cache.
 */
export function resolveDatasetSources(options: {
  readonly dataDir?: string | undefined;
  readonly download: boolean;
  readonly onProgress?: (progress: DownloadProgress) => void;
}): DatasetSources {
  const { dataDir, download, onProgress } = options;
  const folders = [dataDir, process.env['ABLATE_DATA_DIR']].flatMap((folder) =>
    folder === undefined || folder === '' ? [] : [path.resolve(folder)],
  );
  return {
    folders,
    cacheFolder: datasetCacheFolder(),
    download,
    onProgress,
  };
}
