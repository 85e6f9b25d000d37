import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import { availableCores } from '../util/process/available-cores';
import type { Check } from './check';

/** Instruction sets that TensorFlow's kernels choose between, as Linux and macOS call them. */
const KNOWN_FEATURES: Readonly<Record<string, string>> = {
  avx: 'AVX',
  'avx1.0': 'AVX',
  avx2: 'AVX2',
  fma: 'FMA',
  avx512f: 'AVX-512',
  avx512_vnni: 'AVX-512 VNNI',
  avx512_bf16: 'AVX-512 BF16',
  amx_tile: 'AMX',
  asimd: 'NEON',
  sve: 'SVE',
  bf16: 'BF16',
};

/** The CPU's model, its instruction sets and how many cores this process may use. */
export function checkCpu(): Check {
  const model = os.cpus()[0]?.model.trim() ?? 'unknown model';
  const features = findFeatures();
  const cores = availableCores();
  const installed = os.cpus().length;
  const share = installed > cores ? ` of ${installed}` : '';
  const finding = [
    model,
    `${cores}${share} ${cores === 1 && share === '' ? 'core' : 'cores'} available`,
    ...(features.length > 0 ? [features.join(' ')] : []),
  ].join(', ');
  const needsAvx = process.arch === 'x64' && features.length > 0 && !features.includes('AVX');
  if (!needsAvx) return { subject: 'CPU', status: 'ok', finding };
  return {
    subject: 'CPU',
    status: 'problem',
    finding: `${finding}; TensorFlow needs AVX`,
    remedy: 'Use a CPU with AVX (any x86-64 since about 2013), or let the virtual machine show it',
  };
}

/** The known instruction sets of this CPU, empty where the system does not tell. */
function findFeatures(): readonly string[] {
  return parseFeatures(readFeatureText());
}

/** Picks the known instruction sets out of the system's list, each once, in the order above. */
export function parseFeatures(text: string): readonly string[] {
  const present = new Set(text.toLowerCase().split(/\s+/));
  const names = Object.entries(KNOWN_FEATURES)
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
