import { AwakeTimer } from '../../../src/util/process/awake-timer';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

const dayMs = 24 * 3600 * 1000;

describe('AwakeTimer', () => {
  it.each([[1], [90], [1500], [3 * 60_000]])('ends after %d ms, once', (durationMs) => {
    const ends: number[] = [];
    const startedAt = performance.now();
    new AwakeTimer(durationMs, () => ends.push(performance.now() - startedAt));
    jest.advanceTimersByTime(3 * durationMs + 20);
    expect(ends).toHaveLength(1);
    expect(ends[0]).toBeGreaterThanOrEqual(durationMs);
    expect(ends[0]).toBeLessThanOrEqual(durationMs * 1.05 + 5);
  });

  it.each([[30 * dayMs], [1e300], [Number.POSITIVE_INFINITY]])('waits for %d ms', (durationMs) => {
    const end = jest.fn();
    const timer = new AwakeTimer(durationMs, end);
    jest.advanceTimersByTime(3600 * 1000);
    expect(end).not.toHaveBeenCalled();
    timer.stop();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('begins anew when it is restarted', () => {
    const end = jest.fn();
    const timer = new AwakeTimer(1000, end);
    for (let time = 0; time < 5; time += 1) {
      jest.advanceTimersByTime(900);
      timer.restart();
    }
    expect(end).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1100);
    expect(end).toHaveBeenCalledTimes(1);
  });
});
