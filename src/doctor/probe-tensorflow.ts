import { execFile } from 'node:child_process';
import path from 'node:path';

/** Whether tfjs-node loads and computes on native TensorFlow, and if not, why. */
export type TensorflowProbe =
  | { readonly loads: true; readonly tensorflowVersion: string; readonly tfjsVersion: string }
  | { readonly loads: false; readonly reason: string };

const PROBE_SCRIPT = path.join(__dirname, 'tensorflow-probe.js');
const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * Loads tfjs-node in a child process and adds two tensors there. Never throws: a crash, a hang and
 * a wrong sum are all reasons.
 */
export function probeTensorflow(timeoutMs: number = DEFAULT_TIMEOUT_MS): Promise<TensorflowProbe> {
  return new Promise((resolve) => {
    const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' };
    const options = { env, timeout: timeoutMs, killSignal: 'SIGKILL' as const };
    execFile(process.execPath, [PROBE_SCRIPT], options, (error, stdout, stderr) => {
      if (error?.killed === true) {
        resolve({ loads: false, reason: `no answer within ${timeoutMs / 1000} s` });
      } else if (error !== null) {
        resolve({ loads: false, reason: explainCrash(error.signal ?? undefined, stderr) });
      } else {
        resolve(parseAnswer(stdout));
      }
    });
  });
}

function explainCrash(signal: NodeJS.Signals | undefined, stderr: string): string {
  if (signal === 'SIGILL') return 'this CPU lacks instructions that TensorFlow needs (AVX)';
  if (signal !== undefined) return `loading it ended with ${signal}, as a damaged library does`;
  const message = stderr.split('\n').find((line) => /^(\w*Error|.*cannot open)/.test(line));
  return message?.trim() ?? 'loading it failed';
}

function parseAnswer(stdout: string): TensorflowProbe {
  let answer: unknown;
  try {
    answer = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  } catch {
    return { loads: false, reason: 'it gave no answer' };
  }
  const { tensorflowVersion, tfjsVersion, sum } = answer as Record<string, unknown>;
  if (typeof tensorflowVersion !== 'string' || typeof tfjsVersion !== 'string') {
    return { loads: false, reason: 'tfjs-node came up without native TensorFlow' };
  }
  if (JSON.stringify(sum) !== '[4,6]') return { loads: false, reason: 'it computes a wrong sum' };
  return { loads: true, tensorflowVersion, tfjsVersion };
}
