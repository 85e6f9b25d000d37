import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../../src/util/user-error';
import { type Python, runPython } from '../find-python';
import { PROJECT_ROOT } from '../project-root';
import { recogniseFailure } from '../recognise-failure';
import type { Step } from '../report';
import { WHEEL_PYTHON_TAG, type Wheel } from './wheel';

const PROGRESS_INTERVAL_MS = 250;

/**
 * Downloads a wheel with pip, which honours the user's own index, proxy and certificates, and
 * checks it against the pinned checksum.
 *
 * @param folder an empty folder for it; pip's temporary files go there as well
 * @returns the file, absolute
 * @throws UserError where the index can't be reached or the checksum differs
 */
export async function downloadWheel(
  wheel: Wheel,
  pip: Python,
  folder: string,
  step: Step,
): Promise<string> {
  const requirement = `${wheel.project}==${wheel.version}`;
  const timer = setInterval(() => {
    step.update(`downloading ${requirement}: ${formatMegabytes(sizeOf(folder))}`);
  }, PROGRESS_INTERVAL_MS);
  const options = ['--no-deps', '--only-binary=:all:', '--no-cache-dir', '--progress-bar=off'];
  const target = [
    ...['--python-version', WHEEL_PYTHON_TAG.version, '--implementation', 'cp'],
    ...['--abi', WHEEL_PYTHON_TAG.abi, '--platform', wheel.platformTag],
  ];
  const { exitCode, output } = await runPython(
    pip,
    ['-m', 'pip', 'download', ...options, ...target, '--dest', folder, requirement],
    { env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder } },
  ).finally(() => clearInterval(timer));
  const name = fs.readdirSync(folder).find((file) => file.endsWith('.whl'));
  if (exitCode !== 0 || name === undefined) throw explain(requirement, output);

  step.update('checking the download');
  const file = path.join(folder, name);
  if ((await hashFile(file)) !== wheel.sha256) {
    throw new UserError(`The download of ${requirement} has a wrong checksum.`, {
      hint: 'Run this again; if it stays so, the package index that pip uses (pip config list) offers another file.',
    });
  }
  return file;
}

/**
 * Unpacks the libraries and C headers of a wheel into `folder` (`lib/` and `include/`).
 *
 * @throws UserError where the disk is full or the file damaged
 */
export async function unpackWheel(
  wheel: Wheel,
  file: string,
  python: Python,
  folder: string,
): Promise<void> {
  const script = path.join(PROJECT_ROOT, 'scripts', 'native-tensorflow', 'unpack-wheel.py');
  const args = [script, file, folder, ...wheel.libraries];
  const { exitCode, output } = await runPython(python, args);
  if (exitCode !== 0) throw explain(`${wheel.project}==${wheel.version}`, output);
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of fs.createReadStream(file, { highWaterMark: 1 << 20 })) {
    hash.update(chunk);
  }
  return hash.digest('hex');
}

/** Bytes below a folder; files that vanish meanwhile count as nothing. */
function sizeOf(folder: string): number {
  let bytes = 0;
  try {
    for (const name of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const stat = fs.statSync(path.join(folder, name), { throwIfNoEntry: false });
      if (stat?.isFile() === true) bytes += stat.size;
    }
  } catch {
    return bytes;
  }
  return bytes;
}

function formatMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

function explain(requirement: string, output: string): UserError {
  switch (recogniseFailure(output)) {
    case 'disk':
      return new UserError(`The disk became full while getting ${requirement}.`, {
        hint: 'Free about 1.5 GB, or set ABLATE_CACHE_DIR to a folder on a larger disk, and run this again.',
      });
    case 'permission':
      return new UserError(`A folder could not be written while getting ${requirement}.`, {
        hint: 'Set ABLATE_CACHE_DIR to a folder that you may write to and run this again.',
      });
    case 'network':
      return new UserError(`The Python package index can't be reached, to get ${requirement}.`, {
        hint: "Check the network, or pip's index and proxy settings (pip config list), and run this again.",
      });
    case undefined: {
      const reason = output.trim().split('\n').at(-1) ?? '';
      return new UserError(`pip could not get ${requirement}: ${reason}`, {
        hint: `Try "python3 -m pip download --no-deps ${requirement}" to look into it.`,
      });
    }
  }
}
