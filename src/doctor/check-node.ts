import { isNodeNewEnough, oldestNode } from '../util/process/required-node';
import type { Check } from './check';

/** Whether this Node is new enough. */
export function checkNode(version: string = process.versions.node): Check {
  const finding = `${version} on ${process.platform} ${process.arch}`;
  if (isNodeNewEnough(version)) return { subject: 'Node', status: 'ok', finding };
  return {
    subject: 'Node',
    status: 'problem',
    finding,
    remedy: `Install Node ${oldestNode.major}.${oldestNode.minor} or newer from https://nodejs.org`,
  };
}
