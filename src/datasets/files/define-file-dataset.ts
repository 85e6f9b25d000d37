import type { z } from 'zod';
import type { DatasetKind, NamedSettings } from '../dataset-kind';
import type { FileAccess } from './file-access';
import type { ParsedDataset } from './parsed-dataset';

/** What a data set of the user's files says of itself. */
export interface FileDatasetDescription<Shape extends z.ZodRawShape>
  extends Pick<DatasetKind<Shape>, 'description' | 'summary' | 'settings' | 'rules'> {
  /** The settings that are paths, each by its keys: `[['file'], ['train', 'images']]`. */
  readonly fileSettings: DatasetKind['fileSettings'];
  /** Reads and checks the files, from beginning to end. */
  read(settings: NamedSettings<Shape>, files: FileAccess): Promise<ParsedDataset>;
}

/** What reads files and keeps what was parsed, loaded when it is first needed. */
const reading = (): typeof import('./read-own-files') => require('./read-own-files');

/** A data set of files that its user names. What is parsed is kept in the cache, by contents. */
export function defineFileDataset<const Shape extends z.ZodRawShape>({
  read,
  ...words
}: FileDatasetDescription<Shape>): DatasetKind<Shape> {
  return {
    ...words,
    makesValidation: false,
    drawsFromRunSeed: () => false,
    classNames: () => undefined,
    async obtain(spec, sources) {
      await reading().factsOfOwnFiles(spec, sources, (files) => read(spec, files));
    },
    facts: (spec, sources) =>
      reading().factsOfOwnFiles(spec, sources, (files) => read(spec, files)),
    load: (spec, _, sources) => reading().loadOwnFiles(spec, sources, (files) => read(spec, files)),
  };
}
