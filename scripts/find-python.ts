import type { SpawnOptions } from 'node:child_process';
import path from 'node:path';
import { runTool, type ToolResult } from './run-tool';

/** A Python 3 that can be started, as a command with its leading arguments. */
export interface Python {
  readonly file: string;
  readonly args: readonly string[];
}

const CANDIDATES: readonly Python[] =
  process.platform === 'win32'
    ? [
        { file: 'py', args: ['-3'] },
        { file: 'python', args: [] },
      ]
    : [
        { file: 'python3', args: [] },
        { file: 'python', args: [] },
      ];

/**
 * Runs a Python from a folder in which it finds no modules: `-m` and `-c` look into the current one
 * first, and that may be anybody's. Paths in `args` are absolute.
 */
export function runPython(
  python: Python,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<ToolResult> {
  return runTool(python.file, [...python.args, ...args], { ...options, cwd: __dirname });
}

/** Finds a Python 3 on the path. */
export async function findPython(): Promise<Python | undefined> {
  for (const candidate of CANDIDATES) {
    const probe = ['-c', 'import sys, zipfile; sys.exit(0 if sys.version_info[0] == 3 else 1)'];
    const { exitCode } = await runPython(candidate, probe);
    if (exitCode === 0) return candidate;
  }
  return undefined;
}

/** Where a virtual environment keeps its Python. */
export function pythonOfEnvironment(folder: string): string {
  return process.platform === 'win32'
    ? path.join(folder, 'Scripts', 'python.exe')
    : path.join(folder, 'bin', 'python');
}

/**
 * Finds a Python that has pip: the one given, else, because some distributions leave pip out but
 * keep the means to make one, that of a new environment at `environmentFolder`.
 */
export async function findPip(
  python: Python,
  environmentFolder: string,
): Promise<Python | undefined> {
  const own = await runPython(python, ['-m', 'pip', '--version']);
  if (own.exitCode === 0) return python;
  const made = await runPython(python, ['-m', 'venv', environmentFolder]);
  if (made.exitCode !== 0) return undefined;
  return { file: pythonOfEnvironment(environmentFolder), args: [] };
}
