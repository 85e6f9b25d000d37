import path from 'node:path';
import { makeRoomForPlan } from '../../../src/launch/grid/make-room';
import { runRungs } from '../../../src/launch/grid/run-rungs';
import { surveyGrid } from '../../../src/launch/grid/survey-grid';
import type { LaunchEvent } from '../../../src/launch/launch-events';
import type { TaskPool } from '../../../src/launch/launcher';
import type { RunTask } from '../../../src/launch/run-task';
import { LeaseWatch } from '../../../src/leases/lease-watch';
import type { ExperimentPlan } from '../../../src/plan/plan-experiment';
import { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { MetricsWriter } from '../../../src/records/metrics/metrics-csv';
import { RunDirectory } from '../../../src/records/run-directory';
import { type RunStatus, writeStatus } from '../../../src/records/status';
import { planSample } from '../../analysis/sample-results';
import { useScratchFolder } from '../../scratch-folder';
import { sampleTask } from '../sample-task';

const scratch = useScratchFolder();

const plan: ExperimentPlan = {
  ...planSample('steps: 90\ngrid: { optimizer.learningRate: [0.1, 0.2, 0.3] }'),
  rungs: [10, 30],
  halvingFactor: 2,
  metric: { name: 'test/accuracy', goal: 'maximize' },
};

/** Does at once what a task asks for: the accuracy of a run is its learning rate. */
class InstantPool implements TaskPool {
  /** What was asked for: the first run and the step to train to. */
  readonly asked: string[] = [];
  isStopped = false;

  constructor(private readonly stopAt: number) {}

  async runAll(
    tasks: readonly RunTask[],
    prepare: (task: RunTask) => RunStatus | undefined = () => undefined,
  ) {
    const ended = new Map<string, RunStatus>();
    for (const task of tasks) {
      const { config, pauseStep } = task;
      const known = prepare(task);
      if (known !== undefined) {
        ended.set(config.runId, known);
        continue;
      }
      this.asked.push(`${config.trial} to ${pauseStep ?? 'the end'}`);
      ended.set(config.runId, train(task));
      this.isStopped = pauseStep === this.stopAt;
    }
    return ended;
  }

  stop(): void {}
  kill(): void {}
  async close(): Promise<void> {}
}

function train({ config, runFolder, pauseStep }: RunTask): RunStatus {
  const directory = new RunDirectory(runFolder);
  directory.prepare();
  const step = pauseStep ?? config.settings.steps;
  const metrics = { 'test/accuracy': config.settings.optimizer.learningRate };
  const writer = MetricsWriter.create(directory.metricsFile, ['test/accuracy']);
  for (const row of [10, 30, 90]) if (row <= step) writer.append({ step: row, values: metrics });
  writer.close();
  const common = { step, metrics, configHash: config.configHash, updatedAt: '', durationMs: 1 };
  const status: RunStatus =
    pauseStep === undefined
      ? { state: 'completed', pathologies: [], ...common }
      : { state: 'stopped', reason: `waits at step ${step}`, ...common };
  writeStatus(directory.statusFile, status);
  return status;
}

async function run(beginsAnew: (trial: string) => boolean = () => false, stopAt = 0) {
  const directory = new ExperimentDirectory(path.join(scratch(), 'grid'));
  const events: LaunchEvent[] = [];
  const listener = (event: LaunchEvent): void => void events.push(event);
  const pool = new InstantPool(stopAt);
  const tasks = new Map(
    plan.runs.map((config) => [config.runId, sampleTask(config, directory.run(config.runId))]),
  );
  const standings = await runRungs(
    { plan, directory, listener, pool, tasks, isOwner: true, watch: new LeaseWatch() },
    surveyGrid(await makeRoomForPlan(plan, { directory, listener, watch: new LeaseWatch() }), {
      listener,
      beginsAnew: ({ trial }) => beginsAnew(trial),
      isOwner: true,
    }),
  );
  const ends = standings.map(
    ({ status }) => status && `${status.state} ${'step' in status && status.step}`,
  );
  return { ends, asked: pool.asked, events: events.map(({ type }) => type) };
}

test('trials go from rung to rung, and the best one to its end', async () => {
  const { ends, asked, events } = await run();
  expect(asked).toEqual([
    ...['lr0.1 to 10', 'lr0.2 to 10', 'lr0.3 to 10'],
    ...['lr0.2 to 30', 'lr0.3 to 30'],
    'lr0.3 to the end',
  ]);
  expect(ends).toEqual(['stopped 10', 'stopped 30', 'completed 90']);
  expect(events).toEqual(['halved', 'ended', 'halved', 'ended']);

  const again = await run();
  expect(again.asked).toEqual([]);
  expect(again.ends).toEqual(ends);
  expect(again.events).toEqual(['skipped', 'halved', 'skipped', 'halved', 'skipped']);
});

test('a run begins anew once, when its turn comes', async () => {
  await run();
  const { asked, events, ends } = await run((trial) => trial === 'lr0.3');
  expect(asked).toEqual(['lr0.3 to 10', 'lr0.3 to 30', 'lr0.3 to the end']);
  expect(events.filter((type) => type === 'replaced')).toHaveLength(1);
  expect(ends).toEqual(['stopped 10', 'stopped 30', 'completed 90']);
});

test('a pool that was stopped ends the grid before anything is decided', async () => {
  const { asked, events, ends } = await run(undefined, 30);
  expect(asked).toHaveLength(5);
  expect(events).toEqual(['halved', 'ended']);
  expect(ends).toEqual(['stopped 10', 'stopped 30', 'stopped 30']);
});
