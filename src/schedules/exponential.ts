import { z } from 'zod';
import { defineSchedule } from './schedule-kind';

export const exponential = defineSchedule({
  description: 'The rate falls by the same share in every step.',
  settings: {
    decaySteps: z
      .int()
      .positive()
      .describe('Steps in which the rate becomes `factor` of what it was.'),
    factor: z
      .number()
      .positive()
      .max(1)
      .default(0.96)
      .describe('What is left of the rate after `decaySteps`.'),
  },
  dependsOnLength: false,
  factorAt: ({ decaySteps, factor }, { elapsed }) => factor ** (elapsed / decaySteps),
});
