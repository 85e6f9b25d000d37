import { z } from 'zod';
import { isDistinct } from '../util/is-distinct';
import { defaults } from './defaults';

const raceSchema = z
  .strictObject({
    from: z.int().min(3).max(1000).describe('Seeds that every trial gets.'),
    to: z.int().max(10_000).describe('The most that a trial gets.'),
    until: z
      .literal('decided')
      .describe('More seeds go to trials that are not worse than the best beyond doubt.'),
  })
  .refine(({ from, to }) => from < to, { message: 'is not below `to`', path: ['from'] });

/** How often trials are repeated, each time with other random numbers. */
export const seedsSchema = z
  .union([
    z.int().positive().max(10_000),
    z.array(z.int().nonnegative()).min(1).refine(isDistinct, 'has a seed twice'),
    raceSchema,
  ])
  .default(defaults.seeds)
  .describe(
    'How many seeds (0, 1, ...), the seeds themselves, or from how many to how many, until the trials can be told apart.',
  );

/** Fresh seeds for what was chosen. */
export const confirmSchema = z
  .strictObject({
    seeds: z
      .int()
      .min(2)
      .max(1000)
      .describe('How many fresh seeds; they come behind those of the grid.'),
  })
  .optional()
  .describe(
    'After the grid, the setting that was chosen for each value of the question is run on fresh seeds, so that its score owes nothing to luck.',
  );
