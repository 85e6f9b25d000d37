import os from 'node:os';
import { availableCores } from '../util/process/available-cores';
import { cpuFeatures, multipliesBfloat16 } from '../util/process/cpu-features';
import type { Check } from './check';

/** The CPU's model, its instruction sets and how many cores this process may use. */
export function checkCpu(): Check {
  const model = os.cpus()[0]?.model.trim() ?? 'unknown model';
  const features = cpuFeatures();
  const cores = availableCores();
  const installed = os.cpus().length;
  const share = installed > cores ? ` of ${installed}` : '';
  const finding = [
    model,
    `${cores}${share} ${cores === 1 && share === '' ? 'core' : 'cores'} available`,
    ...(features.length > 0 ? [features.join(' ')] : []),
  ].join(', ');
  const needsAvx = process.arch === 'x64' && features.length > 0 && !features.includes('AVX');
  if (!needsAvx) {
    const precision = multipliesBfloat16(features) ? 'can' : "can't";
    return {
      subject: 'CPU',
      status: 'ok',
      finding: `${finding}; it ${precision} train in bfloat16 (\`precision\`)`,
    };
  }
  return {
    subject: 'CPU',
    status: 'problem',
    finding: `${finding}; TensorFlow needs AVX`,
    remedy: 'Use a CPU with AVX (any x86-64 since about 2013), or let the virtual machine show it',
  };
}
