import { type UnzipFileFilter, unzipSync } from 'fflate';
import { machineMemory } from '../../util/process/machine-memory';
import { UserError } from '../../util/user-error';
import type { ArrayUse, NumericArray } from './numeric-array';
import { parseNpy } from './parse-npy';

/** Deflate makes nothing smaller than this (RFC 1951: 258 bytes by two bits). */
const mostExpansion = 1032;

/** The arrays of an NPZ file, which is a ZIP file of NPY files; each is unpacked when it is asked for. */
export class NpzFile {
  readonly names: readonly string[];

  /** @throws UserError where it is no NPZ file. */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly title: string,
  ) {
    const names: string[] = [];
    this.unzip(({ name }) => {
      names.push(name.replace(/\.npy$/, ''));
      return false;
    });
    this.names = names;
  }

  /** One of the arrays. @throws UserError where it is missing, damaged or made to fill the memory. */
  read(name: string, use: ArrayUse): NumericArray {
    const title = `${this.title}, ${name}`;
    const entry = `${name}.npy`;
    let declared = 0;
    const limit = machineMemory() / 4;
    const unpacked = this.unzip((file) => {
      if (file.name !== entry) return false;
      declared = file.originalSize;
      if (declared > limit || declared > mostExpansion * file.size + 1024) {
        throw new UserError(
          `${title} says that it unpacks to ${declared} bytes from ${file.size}`,
          {
            hint: 'It was made to fill the memory, or is damaged: write it anew with numpy.savez.',
          },
        );
      }
      return true;
    })[entry];
    if (unpacked === undefined) throw new Error(`${title} is not there`);
    return parseNpy(unpacked, title, use);
  }

  private unzip(filter: UnzipFileFilter): Record<string, Uint8Array> {
    try {
      return unzipSync(this.bytes, { filter });
    } catch (error) {
      if (error instanceof UserError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new UserError(`${this.title} is no NPZ file, or damaged: ${reason}`, {
        hint: 'Write it anew with numpy.savez or numpy.savez_compressed.',
      });
    }
  }
}
