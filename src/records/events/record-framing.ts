import { maskedCrc32c } from './crc32c';

const lengthBytes = 8;
const headerBytes = lengthBytes + 4;
const footerBytes = 4;

/** Where and why a record file could not be read to its end. */
export interface RecordDamage {
  /** Byte offset of the record that is damaged. */
  readonly offset: number;
  /**
   * `torn`: the file ends inside the record, as after a kill. `length checksum`: what follows can't
   * be found. `payload checksum`: the record's content is wrong.
   */
  readonly reason: 'torn' | 'length checksum' | 'payload checksum';
}

/** The records of a file, up to the first that is damaged. */
export interface RecordSequence {
  readonly payloads: readonly Buffer[];
  readonly damage: RecordDamage | undefined;
}

/**
 * Frames a payload as TFRecord: length as u64, checksum of the length, payload, checksum of the
 * payload, all little-endian (tensorflow/core/lib/io/record_writer.h).
 */
export function frameRecord(payload: Uint8Array): Buffer {
  const record = Buffer.allocUnsafe(headerBytes + payload.length + footerBytes);
  record.writeUInt32LE(payload.length % 2 ** 32, 0);
  record.writeUInt32LE(Math.floor(payload.length / 2 ** 32), 4);
  record.writeUInt32LE(maskedCrc32c(record.subarray(0, lengthBytes)), lengthBytes);
  record.set(payload, headerBytes);
  record.writeUInt32LE(maskedCrc32c(payload), headerBytes + payload.length);
  return record;
}

/** Splits the bytes of a TFRecord file into payloads, checking both checksums of each record. */
export function parseRecords(bytes: Buffer): RecordSequence {
  const payloads: Buffer[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const remaining = bytes.length - offset;
    if (remaining < headerBytes) return { payloads, damage: { offset, reason: 'torn' } };
    const lengthField = bytes.subarray(offset, offset + lengthBytes);
    if (maskedCrc32c(lengthField) !== bytes.readUInt32LE(offset + lengthBytes)) {
      return { payloads, damage: { offset, reason: 'length checksum' } };
    }
    const length = Number(lengthField.readBigUInt64LE());
    if (remaining < headerBytes + length + footerBytes) {
      return { payloads, damage: { offset, reason: 'torn' } };
    }
    const start = offset + headerBytes;
    const payload = bytes.subarray(start, start + length);
    if (maskedCrc32c(payload) !== bytes.readUInt32LE(start + length)) {
      return { payloads, damage: { offset, reason: 'payload checksum' } };
    }
    payloads.push(payload);
    offset = start + length + footerBytes;
  }
  return { payloads, damage: undefined };
}
