import { z } from 'zod';

/** How many examples a split may be asked to have. */
export const exampleCount = z.int().positive().max(1_000_000);

/** How many examples may be made for validation. */
export const validationCount = z.int().nonnegative().max(1_000_000);
