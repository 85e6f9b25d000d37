import { multipliesBfloat16 } from '../../util/process/cpu-features';
import type { RunSettings } from '../run-config';
import type { SettingsProblem } from '../settings-problem';
import type { Machine } from './check-memory';

/** Finds a precision that the engine of a run does not compute in. */
export function checkPrecision({ precision, engine }: RunSettings): SettingsProblem[] {
  if (precision === undefined || engine === 'compiled') return [];
  return [
    {
      path: ['precision'],
      message: `the ${engine} engine does not compute in ${precision}`,
      hint: 'Use `engine: compiled`, which is the default, or `precision: float32`.',
    },
  ];
}

/** Finds a precision that the CPU of a machine has no instructions for. */
export function checkCpu(
  { precision }: RunSettings,
  { cpuFeatures }: Pick<Machine, 'cpuFeatures'>,
): SettingsProblem[] {
  if (precision === undefined || multipliesBfloat16(cpuFeatures)) return [];
  const known = cpuFeatures.length === 0 ? 'nothing is known of it' : cpuFeatures.join(', ');
  return [
    {
      path: ['precision'],
      message: `this CPU has no instructions for bfloat16, and would be far slower with it than without (${known})`,
      hint: 'Use `precision: float32`, or a CPU with AVX-512 BF16, AMX or, on ARM, BF16.',
    },
  ];
}
