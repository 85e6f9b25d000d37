import path from 'node:path';
import { UserError } from '../../util/user-error';
import type { InputDescription } from './input-description';
import type { NamedInput } from './named-input';
import { readArray } from './read-array';
import { readImage } from './read-image';
import { readRows } from './read-rows';

/** A file that gave inputs, or why it gives none. */
export type InputReading =
  | { readonly ok: true; readonly inputs: readonly NamedInput[] }
  | { readonly ok: false; readonly file: string; readonly error: UserError };

type Reader = (file: string, takes: InputDescription) => Promise<readonly NamedInput[]>;

/** What reads a file, by the ending of its name. */
const readers: Readonly<Record<string, Reader>> = {
  '.png': readImage,
  '.jpg': readImage,
  '.jpeg': readImage,
  '.webp': readImage,
  '.gif': readImage,
  '.tif': readImage,
  '.tiff': readImage,
  '.avif': readImage,
  '.csv': readRows,
  '.tsv': readRows,
  '.npy': readArray,
};

/** Reads the inputs of a file; what is wrong with it is a value, so that other files can be read. */
export async function readInputs(file: string, takes: InputDescription): Promise<InputReading> {
  try {
    const reader = readers[path.extname(file).toLowerCase()];
    if (reader === undefined) {
      throw new UserError(`${file} is no kind of file that is read`, {
        hint: `The name has to end in one of ${Object.keys(readers).join(', ')}.`,
      });
    }
    return { ok: true, inputs: await reader(file, takes) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ok: false, file, error };
  }
}
