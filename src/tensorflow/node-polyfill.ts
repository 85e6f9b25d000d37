import util from 'node:util';

/**
 * Puts back two functions that Node 23 removed from `util` and that tfjs-node 4.22 calls
 * (tensorflow/tfjs #8609). Import this module before tfjs-node.
 */
const removed = {
  isNullOrUndefined: (value: unknown): boolean => value === null || value === undefined,
  isArray: (value: unknown): boolean => Array.isArray(value),
};

for (const [name, implementation] of Object.entries(removed)) {
  if (!(name in util)) Object.defineProperty(util, name, { value: implementation });
}
