import { type ChildProcess, spawn } from 'node:child_process';
import readline from 'node:readline';
import { z } from 'zod';

const readySchema = z.object({ ready: z.literal(true), version: z.string(), variant: z.string() });
const lapSchema = z.object({ msPerStep: z.number(), peakMegabytes: z.number() });

/** One repetition of one contestant. */
export type Lap = z.output<typeof lapSchema>;

/** How a contestant is started. */
export interface ContestantCommand {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A contestant that is warmed up and waits; between its laps it uses no processor. */
export interface Contestant {
  readonly name: string;
  readonly version: string;
  /** Which of its ways to train it found fastest. */
  readonly variant: string;
  /** Trains some steps. */
  race(steps: number): Promise<Lap>;
  quit(): void;
}

/** Starts and warms up a contestant; what can't be started is said in words. */
export async function startContestant(
  start: ContestantCommand,
): Promise<Contestant | { readonly absent: string }> {
  const child = spawn(start.command, start.args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...start.env },
  });
  let errors = '';
  child.stderr.on('data', (text: Buffer) => {
    errors += text.toString();
  });
  const lines = readLines(child);
  const first = await lines.next();
  const ready = readySchema.safeParse(first);
  if (!ready.success) {
    child.kill();
    return { absent: errors.trim().split('\n').at(-1) ?? 'it said nothing' };
  }
  return {
    name: start.name,
    version: ready.data.version,
    variant: ready.data.variant,
    async race(steps) {
      child.stdin.write(`${steps}\n`);
      return lapSchema.parse(await lines.next());
    },
    quit: () => child.stdin.end(),
  };
}

/** The JSON lines of a process, one at a time; undefined once it has ended. */
function readLines({ stdout }: ChildProcess): { next(): Promise<unknown> } {
  if (stdout === null) throw new Error('The contestant has no output');
  const lines = readline.createInterface({ input: stdout })[Symbol.asyncIterator]();
  return {
    async next() {
      for (;;) {
        const line = await lines.next();
        if (line.done === true) return undefined;
        if (line.value.startsWith('{')) return JSON.parse(line.value);
      }
    },
  };
}
