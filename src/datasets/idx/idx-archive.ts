/** What one file of an archive holds. */
export type IdxRole = 'trainImages' | 'trainLabels' | 'testImages' | 'testLabels';

/** The roles, in the order that files are looked for and downloaded: the smallest first. */
export const idxRoles = ['testLabels', 'trainLabels', 'testImages', 'trainImages'] as const;

/** One file of an archive, as it is published. */
export interface IdxFile {
  /** Published name without `.gz`. */
  readonly name: string;
  /** `[count, height, width]` for images, `[count]` for labels. */
  readonly shape: readonly number[];
  /** SHA-256 of the unpacked file. */
  readonly sha256?: string;
  /** SHA-256 of the published gzip file: checked where that of the unpacked one is not known. */
  readonly packedSha256?: string;
  /** Length of the published gzip file. */
  readonly packedBytes: number;
  /** Of labels: how many classes they count; ten unless given. */
  readonly classCount?: number;
}

/** How many examples the files of a published data set hold, and of what classes. */
export interface ArchiveCounts {
  readonly classNames: readonly string[];
  readonly files: Readonly<Record<'trainLabels' | 'testLabels', Pick<IdxFile, 'shape'>>>;
}

/** A data set published as four IDX files: images and labels, for training and for testing. */
export interface IdxArchive {
  /** Its name in specs, and of its folder among the downloads. */
  readonly name: string;
  readonly classNames: readonly string[];
  readonly files: Readonly<Record<IdxRole, IdxFile>>;
  /** Folders below a data folder that may hold the files; the first is the one to recommend. */
  readonly folderNames: readonly string[];
  /**
   * Whether files in a folder of this name may be these: data sets name their files alike, so that
   * the folder has to tell them apart.
   */
  mayLieIn(folderName: string): boolean;
  /** Addresses of folders to download from, each ending in `/`. */
  readonly mirrors: readonly string[];
}

/** `[height, width, channels]` of one image, with its one channel. */
export function imageShape({ files }: IdxArchive): readonly number[] {
  return [...files.trainImages.shape.slice(1), 1];
}
