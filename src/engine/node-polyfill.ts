import util from 'node:util';

/**
 * tfjs-node 4.22 calls two functions of `node:util` that Node 23 removed
 * (https://github.com/tensorflow/tfjs/issues/8609). Import this file before tfjs-node.
 */
const removed: Readonly<Record<string, (value: unknown) => boolean>> = {
  isNullOrUndefined: (value) => value === null || value === undefined,
  isArray: (value) => Array.isArray(value),
};

for (const [name, replacement] of Object.entries(removed)) {
  if (!(name in util)) Object.defineProperty(util, name, { value: replacement });
}
