import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

/** Instruction sets that TensorFlow's kernels choose between, as Linux and macOS call them. */
const knownFeatures: Readonly<Record<string, string>> = {
  avx: 'AVX',
  'avx1.0': 'AVX',
  avx2: 'AVX2',
  fma: 'FMA',
  avx512f: 'AVX-512',
  avx512_vnni: 'AVX-512 VNNI',
  avx512_bf16: 'AVX-512 BF16',
  amx_tile: 'AMX',
  amx_bf16: 'AMX BF16',
  asimd: 'NEON',
  sve: 'SVE',
  bf16: 'BF16',
};

/** Those that multiply in bfloat16. */
const bfloat16Features = ['AVX-512 BF16', 'AMX BF16', 'BF16'];

/** The known instruction sets of this CPU, empty where the system does not tell. */
export function cpuFeatures(): readonly string[] {
  return parseFeatures(readFeatureText());
}

/** Whether a CPU with these instruction sets multiplies in bfloat16. */
export function multipliesBfloat16(features: readonly string[]): boolean {
  return features.some((feature) => bfloat16Features.includes(feature));
}

/** Picks the known instruction sets out of the system's list, each once, in the order above. */
export function parseFeatures(text: string): readonly string[] {
  const present = new Set(text.toLowerCase().split(/\s+/));
  const names = Object.entries(knownFeatures)
    .filter(([key]) => present.has(key))
    .map(([, name]) => name);
  return [...new Set(names)];
}

function readFeatureText(): string {
  try {
    if (process.platform === 'linux') {
      const text = fs.readFileSync('/proc/cpuinfo', 'utf8');
      return /^(?:flags|Features)\s*:(.*)$/m.exec(text)?.[1] ?? '';
    }
    if (process.platform === 'darwin' && process.arch === 'arm64') return 'asimd';
    if (process.platform === 'darwin') {
      const keys = ['machdep.cpu.features', 'machdep.cpu.leaf7_features'];
      return execFileSync('sysctl', ['-n', ...keys], { encoding: 'utf8', timeout: 2000 });
    }
  } catch {
    return '';
  }
  return '';
}
