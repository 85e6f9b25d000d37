import type { TrainedModel } from '../read-trained-model';

/** A format that trained models are written in. */
export interface ExportFormat {
  /** What the file is, the end of a sentence. */
  readonly description: string;
  /** How it is opened and asked, for the model's card. */
  readonly usage?: { readonly language: string; readonly code: string };
  /** The file, or the folder, that a reader is given. */
  readonly file: string;
  /**
   * Makes the files of the format.
   *
   * @returns contents by path in the folder of the export, with `/` between folders.
   * @throws UserError where the model has what the format lacks.
   */
  write(model: TrainedModel): Promise<ExportedFiles>;
}

/** Contents by path. */
export type ExportedFiles = Readonly<Record<string, Uint8Array | string>>;
