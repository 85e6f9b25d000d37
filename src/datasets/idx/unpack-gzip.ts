import { gunzipSync } from 'node:zlib';
import { errorCode } from '../../util/error-code';
import { DataFileError } from '../data-file-error';

/** Says whether bytes begin like a gzip file (RFC 1952: 1f 8b). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Unpacks the bytes of a gzip file, and stops where they become more than belong there: a few
 * kilobytes may unpack to gigabytes. `file` is named in errors.
 *
 * @param length how many bytes belong there
 * @throws DataFileError `truncated` where the file ends early, `too-long` where it holds more than
 * `length`, `corrupt-gzip` where its contents or their check sum are damaged.
 */
export function unpackGzip(bytes: Uint8Array, length: number, file: string): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: length });
  } catch (error) {
    if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') {
      throw new DataFileError(
        'too-long',
        file,
        `unpacks to more than the ${length} bytes expected`,
      );
    }
    throw errorCode(error) === 'Z_BUF_ERROR'
      ? new DataFileError('truncated', file, 'the gzip file ends early, it is truncated')
      : new DataFileError('corrupt-gzip', file, 'the gzip file is corrupt and can not be unpacked');
  }
}
