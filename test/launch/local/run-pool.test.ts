import { setImmediate } from 'node:timers/promises';
import { defaultFailurePolicy, type FailurePolicy } from '../../../src/launch/failure-policy';
import type { LaunchEvent } from '../../../src/launch/launch-events';
import type { TaskEnd, TaskExecution } from '../../../src/launch/launcher';
import { RunPool } from '../../../src/launch/local/run-pool';
import type { RunTask } from '../../../src/launch/run-task';
import type { RunStatus } from '../../../src/records/status';
import { UserError } from '../../../src/util/user-error';

const common = { configHash: 'hash', updatedAt: '2024-01-01T00:00:00.000Z', durationMs: 1 };
const completed: RunStatus = {
  state: 'completed',
  step: 1,
  metrics: {},
  pathologies: [],
  ...common,
};
const diverged: RunStatus = {
  state: 'diverged',
  step: 1,
  reason: 'NaN',
  metrics: {},
  pathologies: [],
  ...common,
};
const failed: RunStatus = { state: 'failed', error: 'killed', ...common };
const interrupted: RunStatus = { state: 'interrupted', step: 1, ...common };

/** A process that ends when the test says so. */
class FakeProcess implements TaskExecution {
  readonly ended: Promise<TaskEnd>;
  readonly heard: string[] = [];
  private resolve: (end: TaskEnd) => void = () => {};

  constructor(readonly runId: string) {
    this.ended = new Promise((resolve) => {
      this.resolve = resolve;
    });
  }

  async end(status: RunStatus): Promise<void> {
    this.resolve({ status });
    for (let turn = 0; turn < 5; turn += 1) await setImmediate();
  }

  stop(): void {
    this.heard.push('stop');
  }

  kill(): void {
    this.heard.push('kill');
  }
}

function startPool(names: string, jobs: number, policy: Partial<FailurePolicy> = {}) {
  const processes: FakeProcess[] = [];
  const events: LaunchEvent[] = [];
  const pool = new RunPool({
    jobs: () => jobs,
    policy: { ...defaultFailurePolicy, ...policy },
    listener: (event) => events.push(event),
    start({ config }) {
      const child = new FakeProcess(config.runId);
      processes.push(child);
      return child;
    },
    close: async () => {},
  });
  // A pool looks at nothing of a task but the name of its run.
  const tasks = [...names].map((runId) => ({ config: { runId } }) as RunTask);
  const statuses = pool.runAll(tasks);
  const started = (): string => processes.map(({ runId }) => runId).join('');
  /** Ends the newest process of a run. */
  const end = async (runId: string, status: RunStatus): Promise<void> => {
    await processes.findLast((child) => child.runId === runId)?.end(status);
  };
  return { pool, processes, events, statuses, started, end };
}

describe('RunPool', () => {
  it('starts runs in their order, as many at once as it may, one for each that ends', async () => {
    const { started, end, statuses } = startPool('abcd', 2);
    expect(started()).toBe('ab');
    await end('b', completed);
    expect(started()).toBe('abc');
    await end('a', diverged);
    expect(started()).toBe('abcd');
    await end('c', completed);
    await end('d', completed);
    expect([...(await statuses)].sort()).toEqual([
      ['a', diverged],
      ['b', completed],
      ['c', completed],
      ['d', completed],
    ]);
  });

  it('goes on behind a failure', async () => {
    const { started, end, events, pool } = startPool('ab', 1);
    await end('a', failed);
    expect(started()).toBe('ab');
    expect(pool.isStopped).toBe(false);
    expect(events).toEqual([{ type: 'ended', run: { runId: 'a' }, status: failed }]);
  });

  it('tries a crashed run again as often as it may, and never one that diverged', async () => {
    const { started, end, events } = startPool('ab', 1, { retries: 2 });
    await end('a', failed);
    await end('a', failed);
    await end('a', failed);
    await end('b', diverged);
    expect(started()).toBe('aaab');
    expect(events.map(({ type }) => type)).toEqual(['retried', 'retried', 'ended', 'ended']);
  });

  it('fails what can not be prepared, without a second try, and goes on', async () => {
    const events: LaunchEvent[] = [];
    const pool = new RunPool({
      jobs: () => 1,
      policy: { ...defaultFailurePolicy, retries: 2 },
      listener: (event) => events.push(event),
      start: () => ({ ended: Promise.resolve({ status: completed }), stop() {}, kill() {} }),
      close: async () => {},
    });
    const tasks = [...'ab'].map((runId) => ({ config: { runId, configHash: 'hash' } }) as RunTask);
    const statuses = await pool.runAll(tasks, ({ config }) => {
      if (config.runId === 'a') throw new UserError('it is stuck');
    });
    const stuck = { state: 'failed', error: 'it is stuck', configHash: 'hash' };
    expect([...statuses.values()]).toEqual([stuck, completed]);
    expect(events.map(({ type }) => type)).toEqual(['ended', 'ended']);
  });

  it('stops at the first failure with failFast, and ends what runs', async () => {
    const { processes, started, end, statuses, events } = startPool('abc', 2, { failFast: true });
    await end('a', failed);
    expect(started()).toBe('ab');
    expect(processes[1]?.heard).toEqual(['stop']);
    await end('b', interrupted);
    expect([...(await statuses).keys()].sort()).toEqual(['a', 'b']);
    expect(events).toContainEqual({ type: 'gaveUp', reason: 'a run failed' });
  });

  it('gives up after failures in a row, which a divergence interrupts', async () => {
    const { started, end, events } = startPool('abcdef', 1, { giveUpAfter: 2 });
    await end('a', failed);
    await end('b', diverged);
    await end('c', failed);
    expect(started()).toBe('abcd');
    await end('d', failed);
    expect(started()).toBe('abcd');
    expect(events.at(-1)).toEqual({
      type: 'gaveUp',
      reason: '2 runs failed one after the other',
    });
  });

  it('starts nothing more once it is stopped, and passes stop and kill on', async () => {
    const { pool, processes, started, end, statuses } = startPool('abc', 2, { retries: 3 });
    pool.stop();
    pool.kill();
    expect(processes.map(({ heard }) => heard)).toEqual([
      ['stop', 'kill'],
      ['stop', 'kill'],
    ]);
    await end('a', interrupted);
    await end('b', failed);
    expect(started()).toBe('ab');
    expect((await statuses).size).toBe(2);
  });
});
