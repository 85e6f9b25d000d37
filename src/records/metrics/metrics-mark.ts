import { crc32 } from 'node:zlib';
import { z } from 'zod';

/** How far a metrics file was written, and what stood in it: part of every checkpoint. */
export const metricsMarkSchema = z.object({
  /** From the start of the file, its header included. */
  bytes: z.int().nonnegative(),
  /** CRC-32 of those bytes. */
  crc32: z.int().nonnegative(),
});

/** How far a metrics file was written, and what stood in it. */
export type MetricsMark = z.output<typeof metricsMarkSchema>;

/** The mark behind a piece that was added to a file. */
export function extendMark(mark: MetricsMark, piece: Uint8Array): MetricsMark {
  return { bytes: mark.bytes + piece.length, crc32: crc32(piece, mark.crc32) };
}

/** The mark of an empty file. */
export const emptyMark: MetricsMark = { bytes: 0, crc32: 0 };

/** Whether a file still begins with what had been written of it. */
export function holdsMark(file: Buffer, mark: MetricsMark): boolean {
  return file.length >= mark.bytes && crc32(file.subarray(0, mark.bytes)) === mark.crc32;
}
