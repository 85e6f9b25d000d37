import type { Check } from './check';

const OLDEST = { major: 20, minor: 19 } as const;

/** Whether this Node is new enough. */
export function checkNode(version: string = process.versions.node): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isEnough = major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
  const finding = `${version} on ${process.platform} ${process.arch}`;
  if (isEnough) return { subject: 'Node', status: 'ok', finding };
  return {
    subject: 'Node',
    status: 'problem',
    finding,
    remedy: `Install Node ${OLDEST.major}.${OLDEST.minor} or newer from https://nodejs.org`,
  };
}
