import { z } from 'zod';
import { defineSchedule } from './schedule-kind';

/** Loshchilov and Hutter (2017), one period without restarts. */
export const cosine = defineSchedule({
  description: 'The rate falls along half a cosine until the last step.',
  settings: {
    finalFraction: z.number().min(0).max(1).default(0).describe('Share of the rate at the end.'),
  },
  dependsOnLength: true,
  factorAt({ finalFraction }, { elapsed, length }) {
    const progress = elapsed / Math.max(1, length);
    const share = (1 + Math.cos(Math.PI * progress)) / 2;
    return finalFraction + (1 - finalFraction) * share;
  },
});
