import fs from 'node:fs';
import path from 'node:path';
import { ADDON_NODE_API_VERSION } from './compile-addon';
import type { Wheel } from './wheel';

/** Where tfjs-node loads its addon from. */
export function addonFile(tfjsNodeFolder: string): string {
  return path.join(tfjsNodeFolder, 'lib', `napi-v${ADDON_NODE_API_VERSION}`, 'tfjs_binding.node');
}

/** Lengths in bytes of the addon and the libraries, by their path below tfjs-node. */
export function measureNative(tfjsNodeFolder: string): Record<string, number> {
  const libraryFolder = path.join(tfjsNodeFolder, 'deps', 'lib');
  const libraries = fs.readdirSync(libraryFolder).map((name) => path.join(libraryFolder, name));
  const files = [addonFile(tfjsNodeFolder), ...libraries].filter((file) => fs.existsSync(file));
  return Object.fromEntries(
    files.map((file) => [path.relative(tfjsNodeFolder, file), fs.statSync(file).size]),
  );
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
