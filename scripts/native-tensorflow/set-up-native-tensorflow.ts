import fs from 'node:fs';
import path from 'node:path';
import { probeTensorflow } from '../../src/launch/doctor/probe-tensorflow';
import { addonCacheFile } from '../../src/util/cache-folder';
import {
  findTfjsNodeFolder,
  type NativeTensorflowRecord,
  readNativeTensorflowRecord,
  writeNativeTensorflowRecord,
} from '../../src/util/native-tensorflow-record';
import { UserError } from '../../src/util/user-error';
import type { Report } from '../report';
import { ADDON_NODE_API_VERSION } from './compile-addon';
import { isLinked } from './link-native';
import { runPackageInstaller } from './package-installer';
import { MissingTool, setUpFromWheel } from './set-up-from-wheel';
import { findWheel, WHEEL_TENSORFLOW_VERSION, type Wheel } from './wheel';

interface TfjsNode {
  readonly folder: string;
  readonly version: string;
}

/**
 * Gives tfjs-node a native TensorFlow that was seen to load and compute. Does nothing, within a
 * millisecond, where that was done before.
 *
 * @throws UserError with the remedy
 */
export async function setUpNativeTensorflow(report: Report): Promise<void> {
  const folder = findTfjsNodeFolder();
  if (folder === undefined) throw new Error('tfjs-node is not installed');
  const record = readNativeTensorflowRecord(folder);
  if (record !== undefined && isInPlace(folder, record)) return;

  const tfjsNode = { folder, version: readVersion(folder) };
  const wheel = findWheel();
  let reasonAgainstWheel = new UserError(
    `There is no TensorFlow wheel for ${process.platform} on ${process.arch}.`,
    { hint: 'Use Linux (x64, arm64) with glibc 2.27 or newer, or macOS on Apple silicon.' },
  );
  if (wheel !== undefined) {
    try {
      return await setUpAndVerifyWheel(wheel, tfjsNode, report);
    } catch (error) {
      if (!(error instanceof MissingTool)) throw error;
      reasonAgainstWheel = error;
    }
  }
  await setUpFromInstaller(folder, reasonAgainstWheel, report);
}

function isInPlace(folder: string, record: NativeTensorflowRecord): boolean {
  const isPinned =
    record.source === 'installer' || record.tensorflowVersion === WHEEL_TENSORFLOW_VERSION;
  return isPinned && isLinked(folder);
}

async function setUpAndVerifyWheel(
  wheel: Wheel,
  tfjsNode: TfjsNode,
  report: Report,
): Promise<void> {
  const libraryFolder = await setUpFromWheel(wheel, tfjsNode, report);
  const { folder, version } = tfjsNode;
  try {
    await verify(folder, 'wheel', libraryFolder, report);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // A cache in a home shared by machines may hold an addon that was compiled on a newer system.
    const cachedAddon = addonCacheFile({
      tfjsNode: version,
      tensorflow: wheel.version,
      nodeApi: ADDON_NODE_API_VERSION,
    });
    report.note('TensorFlow', `${error.message} Compiling the addon again.`);
    fs.rmSync(path.dirname(cachedAddon), { recursive: true, force: true });
    await verify(folder, 'wheel', await setUpFromWheel(wheel, tfjsNode, report), report);
  }
}

async function setUpFromInstaller(
  folder: string,
  reasonAgainstWheel: UserError,
  report: Report,
): Promise<void> {
  report.note('TensorFlow', reasonAgainstWheel.message);
  const step = report.begin('TensorFlow', "trying tfjs-node's own installer");
  let libraryFolder: string;
  try {
    libraryFolder = await runPackageInstaller(folder);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    step.failed(error.message.replace(/\.$/, ''));
    throw reasonAgainstWheel;
  }
  step.done("installed by tfjs-node's own installer");
  await verify(folder, 'installer', libraryFolder, report);
}

/** Loads what was put in place and notes it down. */
async function verify(
  folder: string,
  source: NativeTensorflowRecord['source'],
  libraryFolder: string,
  report: Report,
): Promise<void> {
  const step = report.begin('TensorFlow', 'loading it');
  const probe = await probeTensorflow();
  if (!probe.loads) {
    step.failed('does not load');
    throw new UserError(`Native TensorFlow does not load: ${probe.reason}.`, {
      hint: 'Clear the cache folder (see "npm run ablate -- doctor") and run this again.',
    });
  }
  const { tensorflowVersion } = probe;
  writeNativeTensorflowRecord(folder, { tensorflowVersion, source, libraryFolder });
  step.done(`${tensorflowVersion} loads and computes`);
}

function readVersion(packageFolder: string): string {
  const parsed: unknown = JSON.parse(
    fs.readFileSync(path.join(packageFolder, 'package.json'), 'utf8'),
  );
  return String((parsed as { readonly version?: unknown }).version);
}
