import { encodeMessage } from '../events/messages';
import type { HyperparameterColumn, HyperparameterValue } from './hyperparameter-columns';
import type { Summary } from './summary';

/** A metric that every run of the experiment writes as a scalar. */
export interface HParamsMetric {
  /** Tag of the scalar. */
  readonly tag: string;
  readonly displayName?: string;
  readonly split: 'training' | 'validation';
}

/** What TensorBoard's HParams page has to know of an experiment as a whole. */
export interface HParamsExperiment {
  readonly name: string;
  /** Markdown: the question of the experiment. */
  readonly description?: string;
  /** At least one, or the page stays empty. */
  readonly columns: readonly HyperparameterColumn[];
  /** At least one; a metric that no run writes empties the parallel coordinates view. */
  readonly metrics: readonly [HParamsMetric, ...HParamsMetric[]];
}

/** What stands at the beginning of a run, a session in the words of TensorBoard. */
export interface HParamsSessionStart {
  /** By column name; every column has one type in all runs. */
  readonly hyperparameters: Readonly<Record<string, HyperparameterValue>>;
  /** The trial: the metrics of the runs of one group are averaged. */
  readonly groupName: string;
  readonly startedAtMs: number;
}

/** What stands at the end of a run. */
export interface HParamsSessionEnd {
  readonly outcome: 'success' | 'failure';
  readonly endedAtMs: number;
}

const valueTypes = { string: 1, boolean: 2, number: 3 } as const;
const splits = { training: 1, validation: 2 } as const;
const outcomes = { success: 1, failure: 2 } as const;

/** The tag of what is declared of an experiment. */
export const experimentTag = '_hparams_/experiment';

/** Builds the summary of an experiment, step 0. */
export function buildHParamsExperiment(experiment: HParamsExperiment): Summary {
  const { name, description, columns, metrics } = experiment;
  return buildHParams(experimentTag, {
    experiment: {
      name,
      ...(description !== undefined && { description }),
      hparamInfos: columns.map((column) => ({
        name: column.name,
        displayName: shortenName(column.name, columns),
        type: valueTypes[column.type],
        domainDiscrete: { values: column.values.map(toValueMessage) },
      })),
      metricInfos: metrics.map(({ tag, displayName, split }) => ({
        name: { tag },
        ...(displayName !== undefined && { displayName }),
        datasetType: splits[split],
      })),
    },
  });
}

/**
 * The last part of a column's name, where no other column has it: the axes of the parallel
 * coordinates view stand so close that whole paths run into each other.
 */
function shortenName(name: string, columns: readonly HyperparameterColumn[]): string {
  const lastPart = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
  const alike = columns.filter((column) => lastPart(column.name) === lastPart(name));
  return alike.length === 1 ? lastPart(name) : name;
}

/** Builds the first summary of a run, step 0. */
export function buildHParamsSessionStart(session: HParamsSessionStart): Summary {
  const { hyperparameters, groupName, startedAtMs } = session;
  const values = Object.entries(hyperparameters).map(([name, value]) => [
    name,
    toValueMessage(value),
  ]);
  return buildHParams('_hparams_/session_start_info', {
    sessionStartInfo: {
      hparams: Object.fromEntries(values),
      groupName,
      startTimeSecs: startedAtMs / 1000,
    },
  });
}

/** Builds the last summary of a run, step 0. Readers keep the first end they see for good. */
export function buildHParamsSessionEnd({ outcome, endedAtMs }: HParamsSessionEnd): Summary {
  return buildHParams('_hparams_/session_end_info', {
    sessionEndInfo: { status: outcomes[outcome], endTimeSecs: endedAtMs / 1000 },
  });
}

function buildHParams(tag: string, data: object): Summary {
  return {
    tag,
    plugin: 'hparams',
    dataClass: 'tensor',
    pluginContent: encodeMessage('HParamsPluginData', data),
    // All is said in the plugin's content; the loaders want a tensor all the same.
    tensor: { dtype: 'float', shape: [0], content: new Float32Array(0) },
  };
}

function toValueMessage(value: HyperparameterValue): object {
  if (typeof value === 'number') return { numberValue: value };
  return typeof value === 'boolean' ? { boolValue: value } : { stringValue: value };
}
