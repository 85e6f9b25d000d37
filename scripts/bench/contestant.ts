import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import readline from 'node:readline';
import { z } from 'zod';

const readySchema = z.object({ ready: z.literal(true), version: z.string(), variant: z.string() });
const lapSchema = z.object({ msPerStep: z.number().positive(), peakMegabytes: z.number() });

/** How long a process that was told to end may take before it is killed. */
const graceMs = 5000;

/** One repetition of one contestant. */
export type Lap = z.output<typeof lapSchema>;

/** Why something could not be measured, in words. */
export interface Absence {
  readonly absent: string;
}

/** Variables that a process is started with, over those of the benchmark; undefined means unset. */
export interface ProcessEnvironment {
  /** For readers of the table. */
  readonly name: string;
  readonly env: NodeJS.ProcessEnv;
}

/** How a contestant is started. */
export interface ContestantCommand {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** A contestant that is warmed up and waits; between its laps it uses no processor. */
export interface Contestant {
  readonly name: string;
  readonly version: string;
  /** Which of its ways to train this is. */
  readonly variant: string;
  /** Trains some steps. A contestant that dies over them, or answers nonsense, is absent from then on. */
  race(steps: number): Promise<Lap | Absence>;
  /** Ends the process, and waits until it is gone. */
  quit(): Promise<void>;
}

/**
 * Starts and warms up a contestant; one that can't be started is absent. It is a process of its
 * own, told what to do through its standard input, at whose end it ends too: so it can't outlive
 * the benchmark, however that ends.
 *
 * @param interruption kills the process when it is aborted.
 */
export async function startContestant(
  { name, command, args, env }: ContestantCommand,
  interruption: AbortSignal,
): Promise<Contestant | Absence> {
  if (interruption.aborted) return { absent: 'the benchmark was interrupted' };
  const child = spawn(command, args, {
    stdio: 'pipe',
    env: { ...process.env, ...env },
    signal: interruption,
    killSignal: 'SIGKILL',
  });
  const ended = watchEnd(child);
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  const quit = async (): Promise<void> => {
    child.stdin.end();
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    await ended;
    clearTimeout(timer);
  };
  const hear = async <T>(schema: z.ZodType<T>): Promise<T | Absence> => {
    for (;;) {
      const line = await lines.next();
      if (line.done === true) {
        await quit();
        return { absent: await ended };
      }
      // Libraries may print what they like beside the answers.
      if (!line.value.startsWith('{')) continue;
      const answer = schema.safeParse(parseJson(line.value));
      if (answer.success) return answer.data;
      child.kill('SIGKILL');
      return { absent: `it answered ${line.value.slice(0, 200)}` };
    }
  };

  const ready = await hear(readySchema);
  if ('absent' in ready) return ready;
  return {
    name,
    version: ready.version,
    variant: ready.variant,
    race: (steps) => {
      child.stdin.write(`${steps}\n`);
      return hear(lapSchema);
    },
    quit,
  };
}

/** How the process ended, once it has. */
function watchEnd(child: ChildProcessWithoutNullStreams): Promise<string> {
  let errors = '';
  child.stderr.on('data', (text: Buffer) => {
    errors = (errors + text.toString()).slice(-10_000);
  });
  // A process that is gone is noticed by the end of its output.
  child.stdin.on('error', () => {});
  return new Promise((resolve) => {
    child.once('error', ({ message }) => {
      // That it was killed is an error too, before it is gone.
      if (child.pid === undefined) resolve(`it could not be started: ${message}`);
    });
    child.once('close', (code, signal) => {
      const end = signal === null ? `ended with exit code ${code}` : `was killed by ${signal}`;
      const lastWords = errors.trim().split('\n').at(-1)?.trim() ?? '';
      resolve(lastWords === '' ? `it ${end}` : `it ${end}: ${lastWords}`);
    });
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
