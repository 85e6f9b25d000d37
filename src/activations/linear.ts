import { defineActivation } from './activation-kind';

export const linear = defineActivation({
  description: 'z itself.',
  settings: {},
  buildLayer: undefined,
  kernels: [],
  gradient: undefined,
  ailment: undefined,
});
