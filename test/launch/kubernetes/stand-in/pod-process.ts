import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';

const container = ['--uts', '--pid', '--fork', '--mount-proc', '--kill-child'];

/** Why no pods can be played here; undefined where they can. */
export function findObstacle(): string | undefined {
  return spawnSync('unshare', [...container, 'true']).status === 0
    ? undefined
    : 'there are no name spaces';
}

/** Hands on SIGTERM, also to what does not listen yet, as an init process in an image does. */
const init = `
hostname "$1"
shift
trap 'kill -TERM "$child"' TERM
"$@" &
child=$!
while :; do
  wait "$child"
  code=$?
  kill -0 "$child" 2>/dev/null || exit "$code"
done`;

/** What a pod executes. */
export interface PodCommand {
  readonly hostname: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** File that what it prints is appended to. */
  readonly log: string;
}

/** The process of a pod, in a process name space and on a host of its own. */
export class PodProcess {
  /** Its exit code, 128 and the signal's number where one ended it. */
  readonly ended: Promise<number>;
  private readonly parent: ChildProcess;

  constructor({ hostname, command, env, log }: PodCommand) {
    const output = fs.openSync(log, 'a');
    this.parent = spawn('unshare', [...container, 'sh', '-c', init, 'sh', hostname, ...command], {
      env,
      stdio: ['ignore', output, output],
    });
    fs.closeSync(output);
    this.ended = new Promise((resolve) => {
      this.parent.once('close', (code, signal) => {
        resolve(code ?? 128 + (signal === 'SIGTERM' ? 15 : 9));
      });
    });
  }

  /** Asks it to end. */
  terminate(): void {
    const { pid, exitCode, signalCode } = this.parent;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    const [child = ''] = readFile(`/proc/${pid}/task/${pid}/children`).split(' ');
    if (child !== '') signal(Number(child), 'SIGTERM');
    // It is about to start.
    else setTimeout(() => this.terminate(), 20);
  }

  /** Ends it at once, with all that it has started. */
  kill(): void {
    this.parent.kill('SIGKILL');
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has just ended.
  }
}

function readFile(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
