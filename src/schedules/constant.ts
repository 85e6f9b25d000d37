import { defineSchedule } from './schedule-kind';

export const constant = defineSchedule({
  description: 'The same rate in every step.',
  settings: {},
  dependsOnLength: false,
  factorAt: () => 1,
});
