import fs from 'node:fs';
import path from 'node:path';
import { mainFile, packageRoot } from './package-version';

/** Carries the words that start Ablate here to its workers, which can't see them. */
const VARIABLE = 'ABLATE_COMMAND';

/** What tells how a process was started. */
export interface Invocation {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the script that Node was given, as it was written: links not followed. */
  readonly script: string | undefined;
  /** The running Node. */
  readonly node: string;
  readonly cwd: string;
}

/**
 * The command line that starts Ablate from the user's terminal with these words, to be pasted from
 * a hint: through npm, npx or the path where the user came that way, else through Node. Words
 * that a shell would take apart are quoted.
 */
export function commandFor(...words: readonly string[]): string {
  return [commandPrefix(), ...words.map((word) => quoteForShell(word))].join(' ');
}

/** Hands the way in which this process was started on to the processes that it starts. */
export function passOnCommand(): void {
  process.env[VARIABLE] = commandPrefix();
}

/** What starts Ablate the way this process was started. */
export function commandPrefix(
  invocation: Invocation = {
    env: process.env,
    script: process.argv[1],
    node: process.execPath,
    cwd: process.cwd(),
  },
): string {
  const { env, script, node, cwd } = invocation;
  const known = env[VARIABLE];
  if (known !== undefined && known !== '') return known;
  if (isSameFile(findOnPath('ablate', env), mainFile)) return 'ablate';
  const isBin = script !== undefined && path.basename(script) === 'ablate';
  if (isBin && env['npm_command'] === 'exec') return 'npx ablate';
  if (isBin) return quoteForShell(shorten(script, cwd));
  const program = isSameFile(findOnPath('node', env), node) ? 'node' : node;
  return `${quoteForShell(program)} ${quoteForShell(shorten(mainFile, cwd))}`;
}

/** The command line that sets Ablate up, or mends what is broken of it. */
export function setUpCommand(): string {
  return npmCommand('set-up', process.env['INIT_CWD'] ?? process.cwd());
}

/**
 * The command line of an npm script of the clone. npm finds the clone from any folder inside; from
 * elsewhere it has to be named.
 */
export function npmCommand(script: string, startFolder: string): string {
  const relative = path.relative(packageRoot, startFolder);
  const isInside = relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
  const prefix = isInside ? '' : ` --prefix ${quoteForShell(packageRoot)}`;
  return `npm${prefix} run ${script}`;
}

/** The environment in which hints say the command that goes through npm. */
export function environmentFromNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, [VARIABLE]: `${npmCommand('ablate', env['INIT_CWD'] ?? packageRoot)} --` };
}

/** Quotes a word where a shell (cmd on Windows, else POSIX) would not take it as it is. */
export function quoteForShell(word: string, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') {
    return /^[\w@%+=:,./\\-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
  }
  if (/^[\w@%+:,./-][\w@%+=:,./-]*$/.test(word)) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** The path relative to the current folder, unless that leads outside of it. */
function shorten(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  if (relative.split(path.sep)[0] === '..' || path.isAbsolute(relative)) return file;
  // Without a slash a shell would look for it on the path.
  return relative.includes(path.sep) ? relative : `.${path.sep}${relative}`;
}

function findOnPath(name: string, env: Invocation['env']): string | undefined {
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter);
  return folders
    .filter((folder) => path.isAbsolute(folder))
    .flatMap((folder) => {
      const file = path.join(folder, name);
      return process.platform === 'win32' ? [`${file}.cmd`, `${file}.exe`] : [file];
    })
    .find((file) => fs.existsSync(file));
}

function isSameFile(first: string | undefined, second: string): boolean {
  try {
    return first !== undefined && fs.realpathSync(first) === fs.realpathSync(second);
  } catch {
    return false;
  }
}
