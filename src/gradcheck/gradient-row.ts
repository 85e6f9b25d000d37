import type { GradientCheck } from '../reference/check-gradients';

/** What the analytic gradients are held against. */
export type GradientOracle = 'finite differences' | 'per example' | 'eager' | 'compiled';

/**
 * What came of a comparison. `kink`: all that could be compared agrees, but a net input stands where
 * its activation has no derivative, and what depends on it was left out.
 */
export type GradientVerdict = 'ok' | 'kink' | 'failed';

/** One comparison of the gradient of one weight tensor. */
export interface GradientRow extends GradientCheck {
  /** The network that was checked. */
  readonly network: string;
  readonly oracle: GradientOracle;
  /** What was left out at a kink: values for finite differences, examples for the engines. */
  readonly kinks: number;
  readonly tolerance: number;
  readonly verdict: GradientVerdict;
}
