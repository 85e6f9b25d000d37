import { checkCpu } from '../../plan/checks/check-precision';
import type { RunSettings } from '../../plan/run-config';
import { cpuFeatures } from '../../util/process/cpu-features';
import { UserError } from '../../util/user-error';

/**
 * Refuses a run in a precision that this machine has no instructions for: it may be another one than
 * the run was planned on.
 *
 * @param features instruction sets of the CPU, as `cpuFeatures` names them.
 * @throws UserError with what to use instead.
 */
export function requirePrecision(
  settings: RunSettings,
  features: () => readonly string[] = cpuFeatures,
): void {
  if (settings.precision === undefined) return;
  const [problem] = checkCpu(settings, { cpuFeatures: features() });
  if (problem !== undefined) throw new UserError(problem.message, { hint: problem.hint });
}
