import fs from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** What the command is called, by who packages it. */
const commandNames = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];

/**
 * The Chromium of this machine, absolute: the one that the environment variable ABLATE_CHROMIUM
 * says, or the first on the PATH. Undefined where there is none: tests that need it are then to be
 * skipped, under a name that says so.
 */
export function findChromium(): string | undefined {
  const chosen = process.env['ABLATE_CHROMIUM'];
  if (chosen !== undefined && chosen !== '') return chosen;
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return commandNames
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Starts Chromium without a window. */
export function openChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath });
}
