import type { KinkPlace } from '../../reference/check-gradients';

/** What the analytic gradients are held against. */
export type GradientOracle = 'finite differences' | 'per example' | 'eager' | 'compiled';

/**
 * What came of a comparison. `kink`: all that could be compared agrees, but a net input stands where
 * its activation has no derivative, and what depends on it was left out.
 */
export type GradientVerdict = 'ok' | 'kink' | 'failed';

/** One comparison of the gradient of one weight tensor. */
export interface GradientRow {
  /** The network that was checked. */
  readonly network: string;
  readonly oracle: GradientOracle;
  readonly layer: string;
  readonly parameter: string;
  readonly maxRelativeError: number;
  /** Where the largest error is: a position in the tensor, -1 where nothing was compared. */
  readonly index: number;
  /** Values that were compared. */
  readonly checked: number;
  /** What was left out at a kink: values for finite differences, examples for the engines. */
  readonly kinks: number;
  /** Where the first of them is. */
  readonly kinkAt?: KinkPlace;
  readonly tolerance: number;
  readonly verdict: GradientVerdict;
}
