import type { GridShape } from '../../../src/cli/output/expect-steps-left';
import {
  formatActiveRun,
  formatBar,
  formatProgress,
} from '../../../src/cli/output/format-progress';
import { GridProgress } from '../../../src/cli/output/grid-progress';
import type { RunConfig } from '../../../src/plan/run-config';
import type { RunStatus } from '../../../src/records/status';

/** What a progress view looks at of a run. */
function namedRun(runId: string): RunConfig {
  return { runId, trial: runId.replace(/-s\d+$/, ''), settings: { steps: 100 } } as RunConfig;
}

const run = namedRun('adam-s0');
const failed: RunStatus = {
  state: 'failed',
  error: 'killed',
  configHash: '',
  updatedAt: '',
  durationMs: 1,
};

const fourRuns = ['adam-s0', 'sgd-s0', 'rmsprop-s0', 'old'].map(namedRun);

function follow(
  runs: readonly RunConfig[] = fourRuns,
  halving: Partial<Pick<GridShape, 'rungs' | 'halvingFactor'>> = {},
) {
  const clock = { nowMs: 1000 };
  const grid = { runs, rungs: [], halvingFactor: null, ...halving };
  return { clock, progress: new GridProgress(grid, () => clock.nowMs) };
}

/** A run that ended or waits behind a step. */
const stoppedAt = (step: number): RunStatus => ({
  state: 'stopped',
  step,
  reason: 'waits to be compared',
  metrics: {},
  configHash: '',
  updatedAt: '',
  durationMs: 1,
});

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

  it('counts a run once, when it does not go on any more, and never runs backward', () => {
    const { progress } = follow();
    const counts: number[] = [];
    const observe = (event: Parameters<typeof progress.observe>[0]): void => {
      progress.observe(event);
      counts.push(progress.doneCount);
    };
    observe({ type: 'started', run, step: 0, warnings: [] });
    observe({ type: 'paused', run, status: stoppedAt(30) });
    expect([progress.doneCount, progress.active.length]).toEqual([0, 0]);
    observe({ type: 'halved', rung: 30, trialCount: 4, goingOnCount: 2 });
    observe({ type: 'ended', run: namedRun('sgd-s0'), status: stoppedAt(30) });
    observe({ type: 'started', run, step: 30, warnings: [] });
    observe({ type: 'retried', run, status: failed, attempt: 1 });
    expect(progress.active).toEqual([]);
    observe({ type: 'started', run, step: 30, warnings: [] });
    observe({ type: 'ended', run, status: failed });
    expect(counts).toEqual([0, 0, 0, 1, 1, 1, 1, 2]);
  });

  it('counts a run that was interrupted as one that is left', () => {
    const { progress } = follow();
    const status = { ...failed, state: 'interrupted', step: 3 } as const;
    progress.observe({ type: 'ended', run, status });
    expect(progress.doneCount).toBe(0);
  });

  it('expects the time left of the whole grid from its steps', () => {
    const { clock, progress } = follow();
    expect(progress.leftMs).toBeUndefined();
    progress.observe({ type: 'skipped', run: namedRun('old'), status: failed });
    progress.observe({ type: 'started', run, step: 50, warnings: [] });
    clock.nowMs += 2000;
    expect(progress.leftMs).toBeUndefined();
    progress.observe(progressEvent(70));
    // 20 steps in 2 s; 30 are left of this run and 100 of each of two others.
    expect(progress.leftMs).toBe(23_000);
    progress.observe({ type: 'ended', run, status: failed });
    expect(progress.leftMs).toBe(20_000);
  });

  it('expects of halving that a share of the trials goes on', () => {
    const { clock, progress } = follow(fourRuns, { rungs: [20, 40], halvingFactor: 2 });
    for (const each of fourRuns) {
      progress.observe({ type: 'started', run: each, step: 0, warnings: [] });
      progress.observe({ type: 'paused', run: each, status: stoppedAt(20) });
    }
    clock.nowMs += 8000;
    // 80 steps in 8 s. Two of four go on for 20 more, one of these for 60 more.
    expect(progress.leftMs).toBe(10_000);
    progress.observe({ type: 'halved', rung: 20, trialCount: 4, goingOnCount: 2 });
    for (const each of fourRuns.slice(2)) {
      progress.observe({ type: 'ended', run: each, status: stoppedAt(20) });
    }
    expect(progress.leftMs).toBe(10_000);
  });

  it('measures the speed of this attempt only', () => {
    const { clock, progress } = follow();
    progress.observe({ type: 'started', run, step: 40, warnings: [] });
    expect(progress.active[0]?.stepsPerSecond).toBeUndefined();
    clock.nowMs += 2000;
    progress.observe(progressEvent(60));
    expect(progress.active[0]?.stepsPerSecond).toBe(10);
  });

  it('shows the accuracy of held-out data where there is one, and keeps it until the next', () => {
    const { progress } = follow();
    progress.observe({ type: 'started', run, step: 0, warnings: [] });
    progress.observe(progressEvent(1, { 'train/accuracy': 0.3 }));
    expect(progress.active[0]?.score).toEqual({ metric: 'train/accuracy', value: 0.3 });
    progress.observe(progressEvent(2, { 'train/accuracy': 0.4, 'test/accuracy': 0.2 }));
    progress.observe(progressEvent(3));
    expect(progress.active[0]?.score).toEqual({ metric: 'test/accuracy', value: 0.2 });
    progress.observe(progressEvent(4, { 'test/accuracy': 0.3, 'validation/accuracy': 0.1 }));
    expect(progress.active[0]?.score).toEqual({ metric: 'validation/accuracy', value: 0.1 });
  });

  it('shows r2 where numbers are predicted', () => {
    const { clock, progress } = follow();
    progress.observe({ type: 'started', run, step: 0, warnings: [] });
    clock.nowMs += 1000;
    progress.observe(progressEvent(25, { 'test/r2': 0.75, 'test/rmse': 12 }));
    expect(formatProgress(progress)).toContain('loss 0.5  test r2 0.7500  ');
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
      '0 of 4 runs done, 2 running, 2 waiting, about 15 s left',
    ]);
  });

  it('says nothing of waiting runs where none waits', () => {
    const { progress } = follow([run]);
    progress.observe({ type: 'ended', run, status: failed });
    expect(formatProgress(progress)).toBe('1 of 1 runs done, 0 running');
  });

  it('gives slow runs a digit behind the point', () => {
    const active = { run, step: 99, loss: undefined, score: undefined, stepsPerSecond: 0.5 };
    expect(formatActiveRun(active, 0)).toContain('99/100  0.5 steps/s  2.0 s left');
  });

  it('keeps bars in their bounds', () => {
    for (const share of [-1, 0, 0.5, 1, 2]) expect(formatBar(share)).toHaveLength(20);
    expect(formatBar(1)).toBe('━'.repeat(20));
  });
});

describe('a live line', () => {
  const long = 'adam-lr1e-3_glorotUniform_dropout0.5_relu';
  const active = (name: string) => ({
    run: namedRun(`${name}-s12`),
    step: 50,
    loss: 0.1234,
    score: { metric: 'test/accuracy', value: 0.9876 },
    stepsPerSecond: 10,
  });
  const texts = (columns: number, name = long, nameWidth = 16): string =>
    formatActiveRun(active(name), nameWidth, columns);

  it.each([200, 100, 80, 60, 40, 30, 20, 10])('is narrower than %i columns', (columns) => {
    expect([...texts(columns)].length).toBeLessThan(columns);
  });

  it('leaves out what tells least, and keeps the seed of a long name', () => {
    expect(texts(200)).toContain('adam-lr1e…lu-s12  ━');
    expect(texts(80)).toBe(
      'adam-lr1e…lu-s12   50/100  10 steps/s  loss 0.1234  test 0.9876  5.0 s left',
    );
    expect(texts(40)).toBe('adam-lr1e…lu-s12   50/100  5.0 s left');
    expect(texts(30)).toBe('adam-lr1e…lu-s12   50/100');
    expect(texts(12)).toBe('adam-…u-s12');
  });

  it('is given to as many runs as the screen has rows for', () => {
    const { progress } = follow(Array.from({ length: 9 }, (_, i) => namedRun(`${long}-s${i}`)));
    for (let i = 0; i < 9; i += 1) {
      progress.observe({ type: 'started', run: namedRun(`${long}-s${i}`), step: 0, warnings: [] });
    }
    const lines = formatProgress(progress, { isTTY: true, columns: 40, rows: 8 }).split('\n');
    expect(lines).toHaveLength(7);
    expect(lines.at(-2)).toBe('and 4 more');
    for (const line of lines) expect([...line].length).toBeLessThan(40);
  });
});
