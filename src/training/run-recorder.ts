import type { NamedTensors, Observation } from '../engine/engine';
import { encodeCheckpoint } from '../records/checkpoints/checkpoint';
import {
  pruneCheckpoints,
  readCheckpoint,
  writeCheckpoint,
} from '../records/checkpoints/checkpoint-folder';
import { EventWriter } from '../records/events/event-writer';
import { type MetricsRow, MetricsWriter, readMetrics } from '../records/metrics/metrics-csv';
import type { MetricsMark } from '../records/metrics/metrics-mark';
import type { RunDirectory } from '../records/run-directory';
import { describeTensor } from '../records/summaries/describe-tensor';
import { buildTensorSummaries } from '../records/summaries/histogram';
import { buildImages, type Image } from '../records/summaries/image';
import { buildScalar } from '../records/summaries/scalar';
import type { Summary } from '../records/summaries/summary';
import { metricTag } from '../spec/metric-names';
import { syncFolder, writeFileAtomic } from '../util/files/atomic-write';
import { UserError } from '../util/user-error';

/** Writes down what training measures, in the folder of one run. */
export class RunRecorder {
  /** Whether the names of the files that this attempt began would survive a power failure. */
  private areNamesSynced = false;

  private constructor(
    private readonly directory: RunDirectory,
    private readonly configHash: string,
    private readonly keepCheckpoints: number,
    private readonly metrics: MetricsWriter,
    private readonly events: EventWriter,
  ) {}

  /**
   * Opens the records of a run.
   *
   * @param columns of `metrics.csv`, behind `step`.
   * @param start the step behind which training goes on, and the metrics that it keeps: what stands
   * beyond, left by a killed attempt, is dropped. 0 begins anew.
   * @param keepCheckpoints how many checkpoints stay.
   * @throws UserError where the folder can't be written.
   */
  static open(
    directory: RunDirectory,
    configHash: string,
    columns: readonly string[],
    start: { readonly step: number; readonly metrics?: MetricsMark | undefined },
    keepCheckpoints: number,
  ): RunRecorder {
    const { metricsFile } = directory;
    const metrics =
      start.metrics === undefined
        ? MetricsWriter.create(metricsFile, columns)
        : MetricsWriter.resume(metricsFile, columns, start.metrics);
    const events = EventWriter.open(directory.events, start.step === 0 ? 0 : start.step + 1);
    return new RunRecorder(directory, configHash, keepCheckpoints, metrics, events);
  }

  /** Records what is said once: summaries at step 0, and the graph of a training step. */
  recordDescription(summaries: readonly Summary[], graph: Uint8Array | undefined): void {
    this.events.writeSummaries(0, summaries);
    if (graph !== undefined) this.events.writeGraph(graph);
  }

  /** Records metrics as a CSV row and as scalars. */
  recordMetrics(row: MetricsRow): void {
    this.metrics.append(row);
    this.events.writeSummaries(
      row.step,
      Object.entries(row.values).map(([name, value]) => buildScalar(metricTag(name), value)),
    );
  }

  /** Records the statistics and the histogram of every tensor of an observation. */
  recordObservation(step: number, observation: Partial<Observation>): void {
    const summaries: Summary[] = [];
    for (const [kind, tensors] of Object.entries(observation)) {
      for (const [name, { values }] of Object.entries(tensors)) {
        summaries.push(...buildTensorSummaries(`${kind}/${name}`, describeTensor(values)));
      }
    }
    this.events.writeSummaries(step, summaries);
  }

  /** Records pictures by tag, and what else there is to say of a step. */
  recordPictures(step: number, pictures: Readonly<Record<string, Image>>): void {
    const summaries = Object.entries(pictures).map(([tag, image]) => buildImages(tag, [image]));
    this.recordSummaries(step, summaries);
  }

  /** Records summaries of a step. */
  recordSummaries(step: number, summaries: readonly Summary[]): void {
    if (summaries.length > 0) this.events.writeSummaries(step, summaries);
  }

  /**
   * Saves all that training needs to go on behind a step.
   *
   * @param position what the loop carries along, a JSON value.
   */
  saveCheckpoint(step: number, state: NamedTensors, position: unknown): void {
    // The rows up to a checkpoint must be on disk before it: a resume keeps exactly those.
    this.metrics.sync();
    this.events.sync();
    if (!this.areNamesSynced) syncFolder(this.directory.path);
    this.areNamesSynced = true;
    const { configHash } = this;
    writeCheckpoint(this.directory.checkpoints, {
      step,
      configHash,
      metrics: this.metrics.mark,
      position: position ?? null,
      tensors: state,
    });
    pruneCheckpoints(this.directory.checkpoints, this.keepCheckpoints);
  }

  /** Saves the best state so far, in place of the one before. */
  saveBest(step: number, state: NamedTensors): void {
    const { configHash } = this;
    writeFileAtomic(
      this.directory.bestFile,
      encodeCheckpoint({ step, configHash, position: null, tensors: state }),
    );
  }

  /**
   * The best state, as `saveBest` wrote it.
   *
   * @throws UserError where the file was damaged or taken away since.
   */
  readBest(): NamedTensors {
    const { bestFile } = this.directory;
    const parsing = readCheckpoint(bestFile);
    if (parsing.ok) return parsing.checkpoint.tensors as NamedTensors;
    throw new UserError(`${bestFile} can't be used: ${parsing.reason}`, {
      hint: 'Run it again: it goes on from an earlier checkpoint, or begins anew.',
    });
  }

  /** The newest recorded row. */
  lastMetrics(): MetricsRow | undefined {
    return readMetrics(this.directory.metricsFile).rows.at(-1);
  }

  /** The recorded row of a step. */
  metricsAt(step: number): MetricsRow | undefined {
    return readMetrics(this.directory.metricsFile).rows.find((row) => row.step === step);
  }

  /** Closes all files. */
  close(): void {
    this.metrics.close();
    this.events.close();
  }
}
