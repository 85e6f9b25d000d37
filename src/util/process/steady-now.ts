/**
 * Milliseconds since 1970 as the clock on the wall had it when this process started, and from there
 * on by a clock that only goes forward: what is written later has a later time.
 */
export function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}
