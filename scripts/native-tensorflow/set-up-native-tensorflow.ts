import fs from 'node:fs';
import path from 'node:path';
import { probeTensorflow } from '../../src/doctor/probe-tensorflow';
import {
  findNativeDamage,
  findTfjsNodeFolder,
  type NativeTensorflowRecord,
  readNativeTensorflowRecord,
  writeNativeTensorflowRecord,
} from '../../src/tensorflow/native-tensorflow-record';
import { UserError } from '../../src/util/user-error';
import { hasManifest, type InspectionDepth, writeManifest } from '../file-manifest';
import type { Report } from '../report';
import { measureNative } from './link-native';
import { runPackageInstaller } from './package-installer';
import { cachePlaces, MissingTool, setUpFromWheel } from './set-up-from-wheel';
import { findWheel, WHEEL_TENSORFLOW_VERSION, type Wheel } from './wheel';

interface TfjsNode {
  readonly folder: string;
  readonly version: string;
}

/**
 * Gives tfjs-node a native TensorFlow that was seen to load and compute. Does nothing, within a
 * millisecond, where that was done before and the files have the lengths that they had then.
 *
 * @param depth `contents` looks at the files themselves and loads them in any case
 * @throws UserError with the remedy
 */
export async function setUpNativeTensorflow(
  report: Report,
  depth: InspectionDepth = 'lengths',
): Promise<void> {
  const folder = findTfjsNodeFolder();
  if (folder === undefined) throw new Error('tfjs-node is not installed');
  const record = readNativeTensorflowRecord(folder);
  if (depth === 'lengths' && record !== undefined && isInPlace(folder, record)) return;

  const tfjsNode = { folder, version: readVersion(folder) };
  const wheel = findWheel();
  let reasonAgainstWheel = new UserError(
    `There is no TensorFlow wheel for ${process.platform} on ${process.arch}.`,
    { hint: 'Use Linux (x64, arm64) with glibc 2.27 or newer, or macOS on Apple silicon.' },
  );
  if (wheel !== undefined) {
    try {
      return await setUpAndVerifyWheel(wheel, tfjsNode, report, depth);
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
  return isPinned && findNativeDamage(folder, record) === undefined;
}

async function setUpAndVerifyWheel(
  wheel: Wheel,
  tfjsNode: TfjsNode,
  report: Report,
  depth: InspectionDepth,
): Promise<void> {
  const { folder } = tfjsNode;
  const { tensorflowFolder, cachedAddon } = cachePlaces(wheel, tfjsNode.version);
  const libraryFolder = await setUpFromWheel(wheel, tfjsNode, report, depth);
  try {
    await verify(folder, 'wheel', libraryFolder, report);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // A cache in a home shared by machines may hold an addon that was compiled on a newer system.
    report.note('TensorFlow', `${error.message} Looking at its files, compiling the addon again.`);
    fs.rmSync(path.dirname(cachedAddon), { recursive: true, force: true });
    if (!hasManifest(tensorflowFolder)) {
      fs.rmSync(tensorflowFolder, { recursive: true, force: true });
    }
    const again = await setUpFromWheel(wheel, tfjsNode, report, 'contents');
    await verify(folder, 'wheel', again, report);
  }
  for (const place of [tensorflowFolder, path.dirname(cachedAddon)]) noteContents(place);
}

/** What was seen to work is what belongs into the cache, where nothing says so yet. */
function noteContents(place: string): void {
  try {
    if (!hasManifest(place)) writeManifest(place);
  } catch {
    // A cache that others share may be for reading alone.
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
  const files = measureNative(folder);
  writeNativeTensorflowRecord(folder, { tensorflowVersion, source, libraryFolder, files });
  step.done(`${tensorflowVersion} loads and computes`);
}

function readVersion(packageFolder: string): string {
  const parsed: unknown = JSON.parse(
    fs.readFileSync(path.join(packageFolder, 'package.json'), 'utf8'),
  );
  return String((parsed as { readonly version?: unknown }).version);
}
