import { z } from 'zod';
import { defineSchedule } from './schedule-kind';

export const step = defineSchedule({
  description: 'The rate drops every so many steps.',
  settings: {
    every: z.int().positive().describe('Steps between two drops.'),
    factor: z
      .number()
      .positive()
      .max(1)
      .default(0.1)
      .describe('What the rate is multiplied by at a drop.'),
  },
  dependsOnLength: false,
  factorAt: ({ every, factor }, { elapsed }) => factor ** Math.floor(elapsed / every),
  idleSetting: ({ every }, steps) => (every < steps ? undefined : 'every'),
});
