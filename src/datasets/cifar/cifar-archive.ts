import type { ArchiveCounts } from '../idx/idx-archive';

/** What is known of a data set in the binary format of CIFAR-10 before any of its files is read. */
export interface CifarArchive {
  readonly name: string;
  readonly classNames: readonly string[];
  /** Folders below a data folder of the user that its files are looked for in. */
  readonly folderNames: readonly string[];
  readonly trainFiles: readonly string[];
  readonly testFile: string;
  readonly recordsPerFile: number;
  /** Where people get it. */
  readonly home: string;
}

/** Rows and columns of an image. */
export const cifarSide = 32;

/** Shape of an example. */
export const cifarShape = [cifarSide, cifarSide, 3] as const;

/** How many examples its files hold. */
export function countsOf({ classNames, trainFiles, recordsPerFile }: CifarArchive): ArchiveCounts {
  return {
    classNames,
    files: {
      trainLabels: { shape: [trainFiles.length * recordsPerFile] },
      testLabels: { shape: [recordsPerFile] },
    },
  };
}
