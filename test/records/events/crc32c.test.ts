import { crc32c, maskedCrc32c } from '../../../src/records/events/crc32c';

// Check value of the CRC catalogue (CRC-32/ISCSI), and the vectors of RFC 3720, appendix B.4.
test.each([
  [Buffer.from('123456789'), 0xe3069283],
  [Buffer.alloc(32), 0x8a9136aa],
  [Buffer.alloc(32, 0xff), 0x62a8ab43],
  [Buffer.from(Array.from({ length: 32 }, (_, index) => index)), 0x46dd794e],
  [Buffer.alloc(0), 0],
])('crc32c of %p', (bytes, expected) => {
  expect(crc32c(bytes)).toBe(expected);
});

test('the mask rotates by 15 and adds a constant', () => {
  // 0xe3069283 rotated right by 15 is 0x2507c60d; plus 0xa282ead8.
  expect(maskedCrc32c(Buffer.from('123456789'))).toBe(0xc78ab0e5);
});
