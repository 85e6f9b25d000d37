import { defineActivation } from './activation-kind';

export const linear = defineActivation({
  description: 'z itself.',
  otherNames: ['none', 'identity'],
  settings: {},
  buildLayer: undefined,
  kernels: [],
  gradient: undefined,
  ailment: undefined,
});
