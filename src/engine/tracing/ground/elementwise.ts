import { allActivations } from '../../../activations/registry';

/**
 * Kernels each of whose output values depends on the values at the same place in its inputs only,
 * apart from inputs of a single value.
 */
const kernels: ReadonlySet<string> = new Set([
  ...['Add', 'AddV2', 'Sub', 'Mul', 'RealDiv', 'DivNoNan', 'Maximum', 'Minimum', 'Pow'],
  ...['Abs', 'Neg', 'Sign', 'Square', 'Sqrt', 'Rsqrt', 'Reciprocal', 'Floor'],
  'Snapshot',
  ...['Exp', 'Expm1', 'Log', 'Log1p', 'Erf', 'Softplus', 'Selu', 'Relu6', 'Relu6Grad'],
  ...['Greater', 'GreaterEqual', 'Less', 'LessEqual', 'SelectV2', 'Cast'],
  ...allActivations.flatMap(({ kernels }) => kernels),
  ...allActivations.flatMap(({ gradient }) => gradient?.op ?? []),
]);

/** Whether a kernel works on each value by itself. */
export function isElementwise(op: string): boolean {
  return kernels.has(op);
}
