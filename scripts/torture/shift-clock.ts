/*
 * Loaded into every process of a tortured grid with `--require`: after a while the clock on the wall
 * jumps, as it does where somebody sets it or a machine wakes up. The clock that only goes forward
 * stays as it is.
 */

/** `<milliseconds until the jump> <milliseconds that it jumps by>`. */
const variable = 'ABLATE_TORTURE_CLOCK';

/** The environment in which the clock of a process jumps. */
export function clockEnvironment(afterMs: number, jumpMs: number): Record<string, string> {
  return {
    [variable]: `${Math.round(afterMs)} ${Math.round(jumpMs)}`,
    NODE_OPTIONS: `--require=${JSON.stringify(__filename)}`,
  };
}

function shiftClock(afterMs: number, jumpMs: number): void {
  const RealDate = Date;
  const now = (): number => RealDate.now() + (performance.now() > afterMs ? jumpMs : 0);
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, parts: unknown[], newTarget) =>
      Reflect.construct(target, parts.length === 0 ? [now()] : parts, newTarget),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
}

const [afterMs, jumpMs] = (process.env[variable] ?? '').split(' ').map(Number);
if (afterMs !== undefined && jumpMs !== undefined) shiftClock(afterMs, jumpMs);
