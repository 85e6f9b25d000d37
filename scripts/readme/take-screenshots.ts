import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { ExperimentDirectory } from '../../src/records/experiment-directory';
import { mainFile } from '../../src/util/process/package-version';
import { UserError } from '../../src/util/user-error';
import { PROJECT_ROOT } from '../project-root';
import { findEnvironmentPython, testEnvironment } from '../python-environment/python-environment';
import { findChromium, openChromium } from '../tensorboard/chromium';
import { askSessionGroups } from '../tensorboard/session-groups';
import { openTensorBoardPage } from '../tensorboard/tensorboard-page';
import { TensorBoardServer } from '../tensorboard/tensorboard-server';
import { type Scene, scenes, visitorSettings } from './scenes';

/*
 * Usage: npm run screenshots [-- RESULTS_DIR]. Trains two small grids, looks at them with TensorBoard
 * in a browser, and puts the pictures of the README in place. Grids that are there already are not
 * trained again.
 */

const folder = path.join(PROJECT_ROOT, 'scripts', 'readme');

/** What a page draws comes in over some time, and nothing on it says that it is done. */
const drawingMs = 3000;

async function main([chosen]: readonly string[]): Promise<void> {
  const python = findEnvironmentPython(testEnvironment);
  const chromium = findChromium();
  if (python === undefined) {
    throw new UserError('There is no Python with TensorBoard', { hint: 'Run `npm test` once.' });
  }
  if (chromium === undefined) {
    throw new UserError('No Chromium is found', { hint: 'ABLATE_CHROMIUM can say where it is.' });
  }
  const resultsDir = path.resolve(
    chosen ?? fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-screenshots-')),
  );
  const browser = await openChromium(chromium);
  try {
    for (const experiment of new Set(scenes.map((scene) => scene.experiment))) {
      const spec = path.join(folder, `${experiment}.yaml`);
      execFileSync(process.execPath, [mainFile, 'run', spec, '--results-dir', resultsDir], {
        stdio: 'inherit',
      });
      // Its name, not its whole path, stands on the pages.
      process.chdir(resultsDir);
      const server = await TensorBoardServer.start(python, experiment, 'fast');
      try {
        await waitForRuns(server, new ExperimentDirectory(experiment));
        const own = scenes.filter((scene) => scene.experiment === experiment);
        for (const scene of own) await take(scene, browser, server.address);
      } finally {
        await server.stop();
      }
    }
  } finally {
    await browser.close();
    if (chosen === undefined) fs.rmSync(resultsDir, { recursive: true });
  }
  const pictures = scenes.map(pictureOf);
  execFileSync(python, [path.join(folder, 'reduce-colors.py'), ...pictures]);
  for (const file of pictures) {
    process.stdout.write(`${path.relative(PROJECT_ROOT, file)}: ${fs.statSync(file).size} bytes\n`);
  }
}

function pictureOf({ name }: Scene): string {
  return path.join(folder, `${name}.png`);
}

/** The end of a run is the last that is loaded of it. */
async function waitForRuns(
  server: TensorBoardServer,
  experiment: ExperimentDirectory,
): Promise<void> {
  const count = experiment.listRuns().length;
  await server.waitFor(
    async () => (await askSessionGroups(server)).flatMap(({ statuses }) => Object.values(statuses)),
    (statuses) =>
      (statuses as string[]).filter((status) => status === 'STATUS_SUCCESS').length === count,
  );
}

async function take(scene: Scene, browser: Browser, address: string): Promise<void> {
  const options = { settings: visitorSettings, height: 960 };
  const page = await openTensorBoardPage(browser, address, scene.page, options);
  await scene.prepare(page);
  await sleep(drawingMs);
  await page.screenshot({ path: pictureOf(scene) });
  await page.close();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}. ${error.hint ?? ''}\n`);
  process.exitCode = 1;
});
