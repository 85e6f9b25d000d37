import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../../src/util/user-error';
import { PROJECT_ROOT } from '../project-root';
import { recogniseFailure } from '../recognise-failure';
import { runTool } from '../run-tool';

const TIMEOUT_MS = 15 * 60_000;

/**
 * Runs tfjs-node's own installer, which downloads an older libtensorflow and a compiled addon.
 * The way where the wheel can't be used: no Python, no compiler, no wheel for the platform.
 *
 * @returns the folder of the libraries
 * @throws UserError where its host can't be reached or nothing fits this platform
 */
export async function runPackageInstaller(tfjsNodeFolder: string): Promise<string> {
  const binFolder = path.join(PROJECT_ROOT, 'node_modules', '.bin');
  const searchPath = `${binFolder}${path.delimiter}${process.env['PATH'] ?? ''}`;
  fs.rmSync(path.join(tfjsNodeFolder, 'deps'), { recursive: true, force: true });
  const { exitCode, output } = await runTool(
    process.execPath,
    [path.join('scripts', 'install.js')],
    { cwd: tfjsNodeFolder, env: { ...process.env, PATH: searchPath }, timeout: TIMEOUT_MS },
  );
  if (exitCode === 0) return path.join(tfjsNodeFolder, 'deps', 'lib');
  const reason =
    recogniseFailure(output) === 'network'
      ? 'its download host can not be reached'
      : (output.split('\n').find((line) => /error/i.test(line)) ?? 'unknown reason').trim();
  throw new UserError(`tfjs-node's own installer failed: ${reason}.`);
}
