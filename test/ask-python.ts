import { execFileSync } from 'node:child_process';
import { oraclePython } from './oracle-python';

const python = oraclePython();

/** A test that compares with Python; skipped, under a name that says so, where that is missing. */
export function testAgainstPython(name: string, check: (() => void) | (() => Promise<void>)): void {
  if (python === undefined) test.skip(`${name} (needs the test Python)`, check);
  else test(name, check);
}

/**
 * What a Python program makes of data: it reads `data` and sets `answer`, both plain JSON.
 *
 * @throws Error where the program fails.
 */
export function askPython(program: string, data: unknown): unknown {
  const whole = `import json, sys\ndata = json.load(sys.stdin)\n${program}\nprint(json.dumps(answer))`;
  const output = execFileSync(python ?? '', ['-W', 'ignore', '-c', whole], {
    input: JSON.stringify(data),
    encoding: 'utf8',
  });
  return JSON.parse(output);
}
