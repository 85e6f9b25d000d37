/** How far the download of one file is. */
export interface DownloadProgress {
  readonly dataset: string;
  readonly file: string;
  readonly receivedBytes: number;
  readonly totalBytes: number;
}

/** Where data sets may come from. */
export interface DatasetSources {
  /** Folders of the user, looked into first and in this order. They are only read. */
  readonly folders: readonly string[];
  /** Folder of the program's own for downloads and unpacked copies; made when first needed. */
  readonly cacheFolder: string;
  /** Whether what is not found may be downloaded. */
  readonly download: boolean;
  /** Called while a file is downloaded, several times a second at most. */
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Addresses to download from instead of the published mirrors, each ending in `/`. */
  readonly mirrors?: readonly string[];
}

/** Whether a data set can be had; if not, why, and what to do about it. */
export type DatasetAvailability =
  | { readonly available: true }
  | { readonly available: false; readonly reason: string; readonly hint: string | undefined };
