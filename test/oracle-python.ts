import {
  findEnvironmentPython,
  testEnvironment,
} from '../scripts/python-environment/python-environment';

/**
 * The Python with TensorBoard, TensorFlow, scikit-learn and statsmodels that tests compare against, absolute.
 * Undefined where it could not be installed: tests that need it are then to be skipped, under a
 * name that says so.
 */
export function oraclePython(): string | undefined {
  return findEnvironmentPython(testEnvironment);
}
