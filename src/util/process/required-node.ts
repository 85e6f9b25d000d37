import fs from 'node:fs';
import path from 'node:path';

/** The oldest version of Node that Ablate runs on, as package.json says. */
export const oldestNode: { readonly major: number; readonly minor: number } = readOldest();

/** Whether a version of Node, `20.19.0`, is new enough. */
export function isNodeNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldestNode.major || (major === oldestNode.major && minor >= oldestNode.minor);
}

/** Says that this Node is too old and what to do; undefined where it is not. */
export function describeOldNode(version: string = process.versions.node): string | undefined {
  if (isNodeNewEnough(version)) return undefined;
  const { major, minor } = oldestNode;
  return `Ablate needs Node ${major}.${minor} or newer and this is Node ${version}\n  Install a newer one from https://nodejs.org (or with nvm, fnm, brew) and run this again.`;
}

function readOldest() {
  const file = path.join(__dirname, '..', '..', '..', '..', 'package.json');
  const { engines } = JSON.parse(fs.readFileSync(file, 'utf8')) as { engines: { node: string } };
  const [, major, minor] = /^>=(\d+)\.(\d+)$/.exec(engines.node) ?? [];
  return { major: Number(major), minor: Number(minor) };
}
