import { formatActiveRun, formatBar, formatProgress } from '../../src/cli/format-progress';
import { GridProgress } from '../../src/cli/grid-progress';
import type { RunConfig } from '../../src/plan/run-config';
import type { RunStatus } from '../../src/records/status';

/** What a progress view looks at of a run. */
function namedRun(runId: string): RunConfig {
  return { runId, settings: { steps: 100 } } as RunConfig;
}

const run = namedRun('adam-s0');
const failed: RunStatus = {
  state: 'failed',
  error: 'killed',
  configHash: '',
  updatedAt: '',
  durationMs: 1,
};

function follow(total = 4) {
  const clock = { nowMs: 1000 };
  return { clock, progress: new GridProgress(total, () => clock.nowMs) };
}

function progressEvent(step: number, values?: Readonly<Record<string, number>>) {
  const metrics = values === undefined ? undefined : { step, values };
  return { type: 'progress', run, progress: { step, loss: 0.5, metrics } } as const;
}

describe('GridProgress', () => {
  it('counts what was there, what runs and what ended', () => {
    const { progress } = follow();
    progress.observe({ type: 'skipped', run: namedRun('old'), status: failed });
    progress.observe({ type: 'started', run, step: 0, warnings: [] });
    expect([progress.doneCount, progress.active.length]).toEqual([1, 1]);
    progress.observe({ type: 'ended', run, status: failed });
    expect([progress.doneCount, progress.active.length]).toEqual([2, 0]);
  });

  it('counts a run once that pauses and goes on, or is tried again', () => {
    const { progress } = follow();
    progress.observe({ type: 'started', run, step: 0, warnings: [] });
    progress.observe({ type: 'ended', run, status: failed });
    progress.observe({ type: 'started', run, step: 10, warnings: [] });
    expect(progress.doneCount).toBe(0);
    progress.observe({ type: 'retried', run, status: failed, attempt: 1 });
    expect(progress.active).toEqual([]);
    progress.observe({ type: 'started', run, step: 10, warnings: [] });
    progress.observe({ type: 'ended', run, status: failed });
    expect(progress.doneCount).toBe(1);
  });

  it('measures the speed of this attempt only', () => {
    const { clock, progress } = follow();
    progress.observe({ type: 'started', run, step: 40, warnings: [] });
    expect(progress.active[0]?.stepsPerSecond).toBeUndefined();
    clock.nowMs += 2000;
    progress.observe(progressEvent(60));
    expect(progress.active[0]?.stepsPerSecond).toBe(10);
  });

  it('shows the test accuracy where there is one, and keeps it until the next', () => {
    const { progress } = follow();
    progress.observe({ type: 'started', run, step: 0, warnings: [] });
    progress.observe(progressEvent(1, { 'train/accuracy': 0.3 }));
    expect(progress.active[0]?.accuracy).toEqual({ split: 'train', value: 0.3 });
    progress.observe(progressEvent(2, { 'train/accuracy': 0.4, 'test/accuracy': 0.2 }));
    progress.observe(progressEvent(3));
    expect(progress.active[0]?.accuracy).toEqual({ split: 'test', value: 0.2 });
  });
});

describe('formatProgress', () => {
  it('gives a line to each run and one to the grid', () => {
    const { clock, progress } = follow();
    progress.observe({ type: 'started', run, step: 0, warnings: [] });
    progress.observe({ type: 'started', run: namedRun('sgd-s0'), step: 0, warnings: [] });
    clock.nowMs += 1000;
    progress.observe(progressEvent(25, { 'test/accuracy': 0.9 }));
    expect(formatProgress(progress).split('\n')).toEqual([
      'adam-s0  ━━━━━───────────────   25/100  25 steps/s  loss 0.5  test 0.9000  3.0 s left',
      'sgd-s0   ────────────────────    0/100  starting',
      '0 of 4 runs done, 2 running, 2 waiting',
    ]);
  });

  it('says nothing of waiting runs where none waits', () => {
    const { progress } = follow(1);
    progress.observe({ type: 'ended', run, status: failed });
    expect(formatProgress(progress)).toBe('1 of 1 runs done, 0 running');
  });

  it('gives slow runs a digit behind the point', () => {
    const active = { run, step: 99, loss: undefined, accuracy: undefined, stepsPerSecond: 0.5 };
    expect(formatActiveRun(active, 0)).toContain('99/100  0.5 steps/s  2.0 s left');
  });

  it('keeps bars in their bounds', () => {
    for (const share of [-1, 0, 0.5, 1, 2]) expect(formatBar(share)).toHaveLength(20);
    expect(formatBar(1)).toBe('━'.repeat(20));
  });
});
