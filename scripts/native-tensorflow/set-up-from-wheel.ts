import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../../src/util/files/cache-folder';
import { UserError } from '../../src/util/user-error';
import { addonCacheFile, tensorflowCacheFolder } from '../cache-folders';
import type { InspectionDepth } from '../file-manifest';
import { findPip, findPython, type Python } from '../find-python';
import type { Report, Step } from '../report';
import { isSound, stageInCache } from '../stage-in-cache';
import { ADDON_NODE_API_VERSION, compileAddon, compilerHint, findCompiler } from './compile-addon';
import { downloadWheel, unpackWheel } from './download-wheel';
import { linkNative } from './link-native';
import type { Wheel } from './wheel';

/** Room that the download and what is unpacked from it take together, with some to spare. */
const NEEDED_BYTES = 1.3e9;

/**
 * A tool that this machine lacks and that only this way needs: worth trying another way, and when
 * that fails too, this is what to tell the user.
 */
export class MissingTool extends UserError {}

/**
 * Gives tfjs-node the TensorFlow of a Python wheel: from the cache where it is there, else
 * downloaded and compiled into the cache first.
 *
 * @param depth how closely the cache is looked at; what is damaged there is made anew
 * @returns the folder of the libraries
 * @throws MissingTool where there is no Python or no compiler and the cache lacks their work
 * @throws UserError for the network, the disk, the compiler
 */
export async function setUpFromWheel(
  wheel: Wheel,
  tfjsNode: { readonly folder: string; readonly version: string },
  report: Report,
  depth: InspectionDepth,
): Promise<string> {
  const { tensorflowFolder, cachedAddon } = cachePlaces(wheel, tfjsNode.version);
  const isAddonSound = isSound(path.dirname(cachedAddon), depth) && fs.existsSync(cachedAddon);
  if (!isAddonSound || !isSound(tensorflowFolder, depth)) {
    // Before a download of minutes, not after it.
    const compiler = await findCompiler();
    if (compiler === undefined && !isAddonSound) {
      throw new MissingTool('Native TensorFlow needs a C++ compiler, and none was found.', {
        hint: compilerHint(),
      });
    }
    await fillTensorflow(wheel, tensorflowFolder, report, depth);
    if (compiler !== undefined) {
      const fill = async (staging: string): Promise<void> => {
        const step = report.begin('TensorFlow', 'compiling the addon of tfjs-node');
        const target = path.join(staging, path.basename(cachedAddon));
        try {
          await compileAddon({
            compiler,
            tfjsNodeFolder: tfjsNode.folder,
            tensorflowFolder,
            libraries: wheel.libraries,
            target,
          });
        } catch (error) {
          step.failed('compiling failed');
          throw error;
        }
        step.done('addon of tfjs-node compiled');
      };
      await stageInCache(path.dirname(cachedAddon), report, fill, depth);
    }
  }
  linkNative(tfjsNode.folder, wheel, tensorflowFolder, cachedAddon);
  return path.join(tensorflowFolder, 'lib');
}

/** Where the libraries of a wheel and the addon compiled against them are kept. */
export function cachePlaces(
  { version }: Wheel,
  tfjsNode: string,
): { readonly tensorflowFolder: string; readonly cachedAddon: string } {
  return {
    tensorflowFolder: tensorflowCacheFolder(version),
    cachedAddon: addonCacheFile({ tfjsNode, tensorflow: version, nodeApi: ADDON_NODE_API_VERSION }),
  };
}

async function fillTensorflow(
  wheel: Wheel,
  place: string,
  report: Report,
  depth: InspectionDepth,
): Promise<void> {
  if (isSound(place, depth)) return;
  const python = await findPython();
  if (python === undefined) {
    throw new MissingTool('Native TensorFlow needs a Python 3 to fetch it, and none was found.', {
      hint: 'Install Python 3 with pip (Debian, Ubuntu: apt-get install python3-pip; else https://www.python.org) and run this again.',
    });
  }
  const fill = async (staging: string): Promise<void> => {
    checkRoom(staging);
    const step = report.begin(
      'TensorFlow',
      `downloading ${wheel.project} ${wheel.version}: about 270 MB, 820 MB once unpacked`,
    );
    try {
      await downloadAndUnpack(wheel, python, staging, step);
    } catch (error) {
      step.failed('failed');
      throw error;
    }
    step.done(`${wheel.project} ${wheel.version} into ${cacheFolder()}`);
  };
  await stageInCache(place, report, fill, depth);
}

async function downloadAndUnpack(
  wheel: Wheel,
  python: Python,
  staging: string,
  step: Step,
): Promise<void> {
  const downloadFolder = path.join(staging, 'download');
  fs.mkdirSync(downloadFolder);
  const pip = await findPip(python, path.join(downloadFolder, 'environment'));
  if (pip === undefined) {
    throw new MissingTool('Native TensorFlow needs pip to fetch it, and this Python has none.', {
      hint: 'Install it (Debian, Ubuntu: apt-get install python3-pip; else python3 -m ensurepip) and run this again.',
    });
  }
  const file = await downloadWheel(wheel, pip, downloadFolder, step);
  step.update('unpacking');
  await unpackWheel(wheel, file, python, staging);
  fs.rmSync(downloadFolder, { recursive: true });
}

function checkRoom(folder: string): void {
  const { bavail, bsize } = fs.statfsSync(folder);
  const freeBytes = bavail * bsize;
  if (freeBytes >= NEEDED_BYTES) return;
  const format = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
  throw new UserError(
    `TensorFlow needs ${format(NEEDED_BYTES)} in ${cacheFolder()}, and ${format(freeBytes)} are free.`,
    {
      hint: 'Free some, or set ABLATE_CACHE_DIR to a folder on a larger disk, and run this again.',
    },
  );
}
