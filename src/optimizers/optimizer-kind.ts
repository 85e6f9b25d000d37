import type { z } from 'zod';
import type { Kind, Settings } from '../kinds/kind';
import type { UpdateRule } from './update-rule';

/** How weights move along their gradients. */
export interface OptimizerKind<Shape extends z.ZodRawShape = z.ZodRawShape> extends Kind<Shape> {
  /**
   * Whether it divides by the size of the gradient, so that each weight moves by about as much as the
   * learning rate says: such rates have to be small.
   */
  readonly dividesBySize: boolean;
  /** What it does to a weight tensor under its settings. */
  buildRule(settings: Settings<Shape>): UpdateRule;
}

/** Joins an optimizer to the types of its settings. */
export const defineOptimizer = <const Shape extends z.ZodRawShape>(
  kind: OptimizerKind<Shape>,
): OptimizerKind<Shape> => kind;
