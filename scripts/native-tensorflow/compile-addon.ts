import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../../src/util/user-error';
import { PROJECT_ROOT } from '../project-root';
import { recogniseFailure } from '../recognise-failure';
import { runTool } from '../run-tool';

/** The Node-API version that tfjs-node's addon is compiled for, the highest it lists. */
export const ADDON_NODE_API_VERSION = 8;

/** Where the addon looks for the libraries, relative to `lib/napi-v8/` in tfjs-node. */
const LIBRARY_FOLDER_FROM_ADDON = '../../deps/lib';

/** Finds a C++ compiler: `CXX` of the environment, else the usual names. */
export async function findCompiler(): Promise<string | undefined> {
  const chosen = process.env['CXX'];
  for (const name of [...(chosen ? [chosen] : []), 'g++', 'c++', 'clang++']) {
    if ((await runTool(name, ['--version'])).exitCode === 0) return name;
  }
  return undefined;
}

/**
 * Finds the folder of `node_api.h`: that of the npm package of headers, else beside the running
 * Node, else of another Node on this machine, which does as well because Node-API is stable.
 */
export function findNodeHeaders(): string | undefined {
  const prefix = path.resolve(process.execPath, '..', '..');
  return [
    path.join(PROJECT_ROOT, 'node_modules', 'node-api-headers', 'include'),
    path.join(prefix, 'include', 'node'),
    '/usr/local/include/node',
    '/usr/include/node',
  ].find((folder) => fs.existsSync(path.join(folder, 'node_api.h')));
}

/** The remedy for a missing compiler, on this platform. */
export function compilerHint(): string {
  return process.platform === 'darwin'
    ? 'Install one with "xcode-select --install" and run this again.'
    : 'Install one (Debian, Ubuntu: apt-get install g++; Fedora: dnf install gcc-c++) and run this again.';
}

/**
 * Compiles the C++ source in the tfjs-node package against TensorFlow, as its `binding.gyp` says
 * but without gyp, which would want make, a Python and a download of Node's headers.
 *
 * @param target the addon to write
 * @throws UserError where the headers of Node are missing or the compiler fails
 */
export async function compileAddon(settings: {
  readonly compiler: string;
  readonly tfjsNodeFolder: string;
  readonly tensorflowFolder: string;
  readonly libraries: readonly string[];
  readonly target: string;
}): Promise<void> {
  const { compiler, tfjsNodeFolder, tensorflowFolder, libraries, target } = settings;
  const headers = findNodeHeaders();
  if (headers === undefined) {
    throw new UserError('The C++ headers of Node (node_api.h) are missing.', {
      hint: 'Install them (Debian, Ubuntu: apt-get install libnode-dev), or Node from https://nodejs.org, and run this again.',
    });
  }
  const isMac = process.platform === 'darwin';
  const args = [
    ...['-std=gnu++17', '-O3', '-fPIC', '-pthread', '-fno-rtti', '-fno-exceptions', '-w'],
    ...(isMac ? ['-bundle', '-undefined', 'dynamic_lookup'] : ['-shared']),
    `-DNAPI_VERSION=${ADDON_NODE_API_VERSION}`,
    ...['-DNODE_GYP_MODULE_NAME=tfjs_binding', '-DBUILDING_NODE_EXTENSION'],
    ...[`-I${headers}`, `-I${path.join(tensorflowFolder, 'include')}`],
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((file) =>
      path.join(tfjsNodeFolder, 'binding', file),
    ),
    ...libraries.map((library) => path.join(tensorflowFolder, 'lib', library)),
    `-Wl,-rpath,${isMac ? '@loader_path' : '$ORIGIN'}/${LIBRARY_FOLDER_FROM_ADDON}`,
    ...['-o', target],
  ];
  const { exitCode, output } = await runTool(compiler, args);
  if (exitCode === 0) return;
  if (recogniseFailure(output) === 'disk') {
    throw new UserError('The disk became full while compiling the addon of tfjs-node.', {
      hint: 'Free some space (also in the temporary folder) and run this again.',
    });
  }
  const reason = output.split('\n').find((line) => /error|fatal|undefined/i.test(line)) ?? output;
  throw new UserError(`${compiler} could not compile the addon of tfjs-node: ${reason.trim()}`, {
    hint: 'Set CXX to a C++ 17 compiler that works and run this again.',
  });
}
