import { createAugmenter } from '../datasets/augmentation/create-augmenter';
import { createBatchOrder } from '../datasets/batches/batch-order';
import type { Dataset } from '../datasets/dataset';
import type { Engine, TrainingSession, TrainingTask } from '../engine/engine';
import { learnLogits } from '../engine/own-units';
import type { RunConfig } from '../plan/run-config';
import { readConfirmedStatus } from '../records/confirm-status';
import { readInitialModel } from '../records/find-initial-model';
import { writeModelMetadata } from '../records/model-metadata';
import { setRecordsAside } from '../records/replaced/set-aside';
import type { RunDirectory } from '../records/run-directory';
import { readRunFile, type Stretch, writeRunFile } from '../records/run-file';
import { writeSessionEnd, writeSessionStart } from '../records/session-files';
import { isFinal, type RunStatus, waitingReason, writeStatus } from '../records/status';
import type { HyperparameterValue } from '../records/summaries/hyperparameter-columns';
import { learningRateAt } from '../schedules/learning-rate';
import { metricColumns } from '../spec/metric-names';
import { describeDiskError } from '../util/files/disk-error';
import { makeFolder } from '../util/files/make-folder';
import { syncTree } from '../util/files/sync-tree';
import { describeRun } from './describe-run';
import type { RunEnvironment } from './environment';
import { examine } from './findings/examine';
import { ailmentBatchSize, findAilments } from './findings/find-ailments';
import { writeFindings } from './findings/write-findings';
import { drawResult } from './pictures/draw-progress';
import { findResume, type Resume } from './resume/find-resume';
import { RunClock } from './run-clock';
import { RunRecorder } from './run-recorder';
import { StepPacer } from './step-pacer';
import { type TrainingControl, type TrainingOutcome, train } from './train';

/** What a run is executed with. */
export interface RunResources {
  readonly directory: RunDirectory;
  readonly dataset: Dataset;
  readonly engine: Engine;
  readonly environment: RunEnvironment;
  readonly control: TrainingControl;
  readonly keepCheckpoints: number;
  /** The step behind which the run pauses, where a decision is to be made about it. */
  readonly pauseStep?: number | undefined;
  /** What TensorBoard's HParams table shows of the run. */
  readonly hyperparameters: Readonly<Record<string, HyperparameterValue>>;
  /** Called with what can't be used of what is there, before anything is changed. */
  onDamage(warnings: readonly string[]): void;
  /** Called before the first step with the step behind which training goes on. */
  onStart(step: number, warnings: readonly string[]): void;
}

/**
 * Executes one run from where its folder says it stands to its end, a divergence or a stop, and
 * writes all its records. A run that has its result keeps it.
 *
 * @throws UserError when the disk refuses.
 */
export async function executeRun(config: RunConfig, resources: RunResources): Promise<RunStatus> {
  const { directory, control, environment } = resources;
  const known = readConfirmedStatus(directory);
  if (isFinal(known) && known.configHash === config.configHash) return known;
  const clock = new RunClock(directory, config.configHash);
  const resume = findResume(config, directory, environment);
  const warnings = makeRoom(directory, resume, (found) => resources.onDamage(found));
  const stretches = resume.step === 0 ? [] : readStretches(directory, config);
  writeRunFile(directory.runFile, config, environment, stretches);
  // Where none was there, nothing is lost with it: the run begins or goes on as it would have anyway.
  const sync = known.state === 'absent' ? 'file' : 'file and name';
  writeStatus(directory.statusFile, { state: 'running', step: resume.step, ...clock.read() }, sync);
  writeSessionStart(directory.events, {
    hyperparameters: resources.hyperparameters,
    groupName: config.trial,
    startedAtMs: clock.startMs,
  });
  const task = createTask(config, resources.dataset);
  const session = resources.engine.open(task);
  const recorder = RunRecorder.open(
    directory,
    config.configHash,
    metricColumns(config.settings.loss),
    { step: resume.step, metrics: resume.metrics },
    resources.keepCheckpoints,
  );
  try {
    if (resume.state !== undefined) session.restoreState(resume.state);
    else startFrom(config, session, resources.dataset);
    if (resume.step === 0) {
      recorder.recordDescription(describeRun(config, environment), session.graph());
    }
    resources.onStart(resume.step, warnings);
    const range = {
      startStep: resume.step,
      pauseStep: resources.pauseStep ?? config.settings.steps,
      position: resume.position,
    };
    const pacer = new StepPacer();
    const outcome = await train(session, task, recorder, control, range, pacer);
    clock.count(pacer.trained);
    control.confirmHold();
    if (outcome.state === 'completed') await saveModel(session, directory, task.dataset);
    const pathologies = inspectEnd(outcome, session, task, recorder, directory);
    const status = describeEnd(outcome, recorder, clock, pathologies);
    control.confirmHold();
    if (isFinal(status)) {
      const outcome = status.state === 'completed' ? 'success' : 'failure';
      writeSessionEnd(directory.events, { outcome, endedAtMs: clock.startMs + clock.elapsedMs });
      // What the run leaves is never made again once its status says that it is complete.
      await syncTree(directory.path);
      control.confirmHold();
    }
    writeStatus(directory.statusFile, status);
    return status;
  } finally {
    recorder.close();
    session.dispose();
  }
}

/** Puts the weights of a trained model in place of those that were drawn, as far as they are wanted. */
function startFrom(
  { settings: { init }, initialModel }: RunConfig,
  session: TrainingSession,
  dataset: Dataset,
): void {
  if (init === undefined) return;
  if (initialModel === undefined) throw new Error('Nobody said where the first weights lie');
  const model = readInitialModel(initialModel, init.from);
  const weights = learnLogits(Object.fromEntries(model.weights), dataset);
  const isWanted = (name: string): boolean =>
    init.layers === undefined || init.layers.includes(name.slice(0, name.lastIndexOf('/')));
  const state = Object.entries(session.readState()).map(([name, drawn]) => {
    const found = isWanted(name) ? weights[name] : undefined;
    return [name, found ?? drawn] as const;
  });
  session.restoreState(Object.fromEntries(state));
}

/** Moves what is in the way aside and clears what will come again; says all there is to say. */
function makeRoom(
  directory: RunDirectory,
  { step, warnings, aside, asideInPart }: Resume,
  onDamage: (warnings: readonly string[]) => void,
): readonly string[] {
  if (aside.length + asideInPart.length === 0) {
    if (step === 0) directory.clear();
    else directory.prepare();
    return warnings;
  }
  onDamage(warnings);
  const place = setRecordsAside(directory, aside, asideInPart);
  if (step === 0) directory.clear();
  else directory.prepare();
  return place === undefined ? warnings : [...warnings, `what was there is kept in ${place}`];
}

/** What the run went on from in an earlier attempt. */
function readStretches({ runFile }: RunDirectory, { configHash }: RunConfig): readonly Stretch[] {
  const reading = readRunFile(runFile);
  if (reading.state !== 'sound' || reading.value.config.configHash !== configHash) return [];
  return reading.value.stretches;
}

async function saveModel(
  session: TrainingSession,
  directory: RunDirectory,
  dataset: Dataset,
): Promise<void> {
  makeFolder(directory.model);
  try {
    await session.saveModel(directory.model);
  } catch (error) {
    throw describeDiskError(error, 'write', directory.model);
  }
  writeModelMetadata(directory, dataset);
}

function createTask(config: RunConfig, dataset: Dataset): TrainingTask {
  const { settings, seed } = config;
  const order = createBatchOrder(seed, dataset.train.count, settings.batchSize);
  return {
    settings,
    seed,
    dataset,
    batchIndices: (step) => order.indices(step),
    augment: createAugmenter(seed, settings.augment, dataset),
    learningRate: (step) =>
      learningRateAt(settings.schedule, settings.optimizer.learningRate, step, settings.steps),
    observedBatchSizes: [ailmentBatchSize(settings, dataset.train.count)],
  };
}

/** Finds out what there is to know of a network whose run has ended; says what ails it. */
function inspectEnd(
  outcome: TrainingOutcome,
  session: TrainingSession,
  task: TrainingTask,
  recorder: RunRecorder,
  directory: RunDirectory,
): string[] {
  if (outcome.state === 'diverged') return findAilments(session, task).map(({ detail }) => detail);
  if (outcome.state !== 'completed') return [];
  const examination = examine(session, task);
  const { pathologies } = examination.findings;
  const mistakes = examination.labels === 'classes' ? examination.findings.misclassified : [];
  const pictures = drawResult(session, task, mistakes, outcome.pictures);
  recorder.recordSummaries(outcome.step, writeFindings(examination, pictures, task, directory));
  return pathologies.map(({ detail }) => detail);
}

function describeEnd(
  outcome: TrainingOutcome,
  recorder: RunRecorder,
  clock: RunClock,
  pathologies: string[],
): RunStatus {
  const { step } = outcome;
  const metrics = recorder.lastMetrics()?.values ?? {};
  switch (outcome.state) {
    case 'completed': {
      const { bestStep } = outcome;
      if (bestStep === undefined)
        return { state: 'completed', step, metrics, pathologies, ...clock.read() };
      const best = recorder.metricsAt(bestStep)?.values ?? metrics;
      return { state: 'completed', step, bestStep, metrics: best, pathologies, ...clock.read() };
    }
    case 'paused':
      return { state: 'stopped', step, reason: waitingReason, metrics, ...clock.read() };
    case 'diverged':
      return {
        state: 'diverged',
        step,
        reason: outcome.reason,
        metrics,
        pathologies,
        ...clock.read(),
      };
    case 'interrupted':
      return { state: 'interrupted', step, ...clock.read() };
  }
}
