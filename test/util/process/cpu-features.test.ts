import { multipliesBfloat16, parseFeatures } from '../../../src/util/process/cpu-features';

describe('parseFeatures', () => {
  it('names what Linux and macOS list, each once', () => {
    expect(parseFeatures('fpu sse2 avx fma avx2 avx512f')).toEqual([
      'AVX',
      'AVX2',
      'FMA',
      'AVX-512',
    ]);
    expect(parseFeatures('FPU AVX1.0 FMA AVX2')).toEqual(['AVX', 'AVX2', 'FMA']);
    expect(parseFeatures('')).toEqual([]);
  });
});

test.each([
  ['avx avx2 avx512f', false],
  ['avx avx2 avx512f avx512_bf16', true],
  ['avx2 amx_bf16 amx_tile', true],
  ['asimd sve', false],
  ['asimd sve bf16', true],
])('a CPU with %s multiplies in bfloat16: %s', (text, does) => {
  expect(multipliesBfloat16(parseFeatures(text))).toBe(does);
});
