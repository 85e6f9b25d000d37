import fs from 'node:fs';
import path from 'node:path';
import { ADDON_NODE_API_VERSION } from './compile-addon';
import type { Wheel } from './wheel';

/** Where tfjs-node loads its addon from. */
export function addonFile(tfjsNodeFolder: string): string {
  return path.join(tfjsNodeFolder, 'lib', `napi-v${ADDON_NODE_API_VERSION}`, 'tfjs_binding.node');
}

/** Whether tfjs-node has its addon and libraries, and every link to one leads somewhere. */
export function isLinked(tfjsNodeFolder: string): boolean {
  const libraryFolder = path.join(tfjsNodeFolder, 'deps', 'lib');
  if (!fs.existsSync(addonFile(tfjsNodeFolder)) || !fs.existsSync(libraryFolder)) return false;
  const names = fs.readdirSync(libraryFolder);
  // existsSync follows a link: false where the cache was cleared.
  return names.length > 0 && names.every((name) => fs.existsSync(path.join(libraryFolder, name)));
}

/** Puts the addon and links to TensorFlow's libraries where tfjs-node looks for them. */
export function linkNative(
  tfjsNodeFolder: string,
  wheel: Wheel,
  tensorflowFolder: string,
  cachedAddon: string,
): void {
  const libraryFolder = path.join(tfjsNodeFolder, 'deps', 'lib');
  fs.rmSync(path.dirname(libraryFolder), { recursive: true, force: true });
  fs.mkdirSync(libraryFolder, { recursive: true });
  for (const library of wheel.libraries) {
    fs.symlinkSync(path.join(tensorflowFolder, 'lib', library), path.join(libraryFolder, library));
  }
  const addon = addonFile(tfjsNodeFolder);
  fs.mkdirSync(path.dirname(addon), { recursive: true });
  // A rename leaves the old file to processes that have it loaded.
  const partial = `${addon}.${process.pid}`;
  fs.copyFileSync(cachedAddon, partial);
  fs.renameSync(partial, addon);
}
