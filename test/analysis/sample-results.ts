import fs from 'node:fs';
import path from 'node:path';
import type { ExperimentResults, RecordedRun } from '../../src/analysis/results/read-results';
import type { ExperimentPlan } from '../../src/plan/plan-experiment';
import type { RunConfig } from '../../src/plan/run-config';
import { ExperimentDirectory } from '../../src/records/experiment-directory';
import { MetricsWriter } from '../../src/records/metrics/metrics-csv';
import { type RunStatus, writeStatus } from '../../src/records/status';
import { planText } from '../plan/plan-samples';
import { linesOf, specWith } from '../spec/format-problems';

/** Plans a spec of moons with the given lines, ranked by test accuracy unless they say otherwise. */
export function planSample(...lines: readonly string[]): ExperimentPlan {
  const metric = lines.some((line) => line.startsWith('metric:'))
    ? []
    : ['metric: { name: test/accuracy }'];
  const planning = planText(specWith('dataset: moons', ...metric, ...lines));
  if (!planning.ok) throw new Error(linesOf(planning.problems).join('\n'));
  return planning.plan;
}

/** The columns behind `step` of what `writeResults` writes. */
export const sampleColumns = ['train/loss', 'test/accuracy', 'test/loss'];

/** How a run ended: the accuracy of one that completed, nothing for one that diverged. */
export type SampleEnd =
  | number
  | undefined
  | { readonly state: 'failed' | 'interrupted' | 'waiting' }
  | { readonly state: 'stopped'; readonly step: number; readonly accuracy: number };

/** How every run ended. */
export type Outcome = (run: RunConfig) => SampleEnd;

/** Results of a plan as if its runs had ended so; nothing is on disk. */
export function pretendResults(plan: ExperimentPlan, outcome: Outcome): ExperimentResults {
  const directory = new ExperimentDirectory('results/none');
  const runs = plan.runs.map((config): RecordedRun => {
    const status = endWith(config, outcome(config));
    const folder = directory.run(config.runId);
    return {
      config,
      directory: folder,
      reading: { directory: folder, status, file: { state: 'absent' } },
      status,
      metrics: status.state === 'completed' ? status.metrics : undefined,
      durationMs: 'durationMs' in status ? status.durationMs : undefined,
    };
  });
  return { directory, plan, runs };
}

/** Writes the results of a plan as runs would have. */
export function writeResults(
  folder: string,
  plan: ExperimentPlan,
  outcome: Outcome,
): ExperimentDirectory {
  const directory = new ExperimentDirectory(path.join(folder, plan.experiment));
  directory.prepare();
  fs.writeFileSync(directory.planFile, JSON.stringify(plan));
  for (const config of plan.runs) {
    const run = directory.run(config.runId);
    run.prepare();
    const environment = { threads: 1, tensorflowVersion: '2.21.0' };
    fs.writeFileSync(run.runFile, JSON.stringify({ config, environment }));
    const end = outcome(config);
    const status = endWith(config, end);
    if (status.state !== 'absent') writeStatus(run.statusFile, status);
    const writer = MetricsWriter.create(run.metricsFile, sampleColumns);
    const { steps } = config.settings;
    for (const step of [steps / 2, steps]) {
      const known = measuredAt(step, steps, end);
      writer.append({ step, values: { 'train/loss': 1 / step + config.seed / 100, ...known } });
    }
    writer.close();
  }
  return directory;
}

/** What a run has measured at a step besides its training loss. */
function measuredAt(step: number, steps: number, end: SampleEnd): Readonly<Record<string, number>> {
  if (typeof end === 'number')
    return step === steps ? metricsOf(end) : { 'test/accuracy': end / 2 };
  return end?.state === 'stopped' && end.step === step ? metricsOf(end.accuracy) : {};
}

function metricsOf(accuracy: number): Readonly<Record<string, number>> {
  return { 'test/accuracy': accuracy, 'test/loss': 1 - accuracy };
}

function endWith(config: RunConfig, end: SampleEnd): RunStatus | { readonly state: 'absent' } {
  const common = {
    step: config.settings.steps,
    configHash: config.configHash,
    updatedAt: '2026-01-01T00:00:00Z',
    durationMs: 1500,
    pathologies: [],
  };
  if (end === undefined) {
    // What it had measured before is on record, and must not count.
    const metrics = metricsOf(0.99);
    return { state: 'diverged', reason: 'the training loss became NaN', metrics, ...common };
  }
  if (typeof end === 'number') return { state: 'completed', metrics: metricsOf(end), ...common };
  switch (end.state) {
    case 'failed':
      return { state: 'failed', error: 'its process was killed by SIGKILL', ...common };
    case 'interrupted':
      return { state: 'interrupted', ...common };
    case 'waiting':
      return { state: 'absent' };
    case 'stopped': {
      const { step, accuracy } = end;
      const reason = `not among the best at step ${step}`;
      return { state: 'stopped', reason, metrics: metricsOf(accuracy), ...common, step };
    }
  }
}
