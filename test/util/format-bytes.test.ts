import { formatBytes } from '../../src/util/format-bytes';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1500, '1.5 kB'],
  [25_276_510_208, '25 GB'],
  [2 ** 31 - 1, '2.1 GB'],
  [40_000_400_000, '40 GB'],
  [1.25e12, '1.3 TB'],
  [4e18, '4,000 PB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
