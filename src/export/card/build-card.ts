import { stringify } from 'yaml';
import type { ModelMetadata } from '../../records/model-metadata';
import { countValues } from '../../util/count-values';
import { formatMarkdownTable } from '../../util/format-markdown-table';
import { nameInput } from '../describe-model';
import type { Operation } from '../network/operation';
import type { TrainedModel, TrainedNetwork } from '../read-trained-model';
import type { CardFacts } from './gather-card';

/** What of the format a card tells. */
export interface CardFormat {
  readonly description: string;
  readonly file: string;
  /** How the file is opened and asked, in the language of its name. */
  readonly usage: { readonly language: string; readonly code: string } | undefined;
}

/**
 * Writes the card of a model in Markdown: what it is, what goes in and comes out, what it was trained on
 * and how, how well it does, and where it is known to fail.
 *
 * @param network undefined where the model is written as it was saved.
 */
export function buildCard(
  { config, metadata, step }: TrainedModel,
  network: TrainedNetwork | undefined,
  format: CardFormat,
  { metrics, seeds, environment, limits }: CardFacts,
): string {
  const { settings } = config;
  const { dataset, ...training } = settings;
  const { dataset: recordedData, ...machine } = environment;
  const block = (value: unknown): string => `\`\`\`yaml\n${stringify(value).trim()}\n\`\`\``;
  const sections = [
    `# ${config.experiment}: ${config.trial}, seed ${config.seed}`,
    `\`${format.file}\` is ${format.description}. The weights are those of step ${step} of ${settings.steps}, of run \`${config.runId}\` (\`${config.configHash.slice(0, 12)}\`).`,
    ...(format.usage === undefined
      ? []
      : [`\`\`\`${format.usage.language}\n${format.usage.code.trim()}\n\`\`\``]),
    '## Inputs and outputs',
    describeInputs(metadata, network !== undefined),
    ...describeFeatures(network),
    describeOutputs(metadata, network?.outputName ?? 'logits'),
    ...(network === undefined ? [] : ['## Network', tabulate(network.operations)]),
    '## Data',
    block({ settings: dataset, recorded: recordedData ?? null }),
    '## Metrics',
    formatMarkdownTable(
      ['metric', 'this run', `mean of ${seeds.length} seeds`, '95 % interval'],
      metrics,
      [1, 2, 3],
    ),
    'Metrics of `test` are of data that no training step has seen.',
    '## Limits',
    limits.map((limit) => `- ${limit}`).join('\n'),
    '## Training',
    block(training),
    '## Environment',
    block(machine),
  ];
  return `${sections.join('\n\n')}\n`;
}

function describeInputs(
  { inputShape, scale, offset }: TrainedModel['metadata'],
  isScaledInside: boolean,
): string {
  const [height, width, channels] = inputShape;
  const shape = inputShape.join(', ');
  const what =
    channels === undefined
      ? `${countValues(inputShape)} numbers`
      : `images of ${width} x ${height} pixels with ${channels === 1 ? 'one channel, 0 black' : `${channels} channels`}`;
  const raw = `\`inputs\`, float32 \`[batch, ${shape}]\`: ${what}, as the data set has them.`;
  const isPlain = scale === 1 && offset === 0;
  if (isPlain) return raw;
  return isScaledInside
    ? `${raw} The model scales them itself.`
    : `Float32 \`[batch, ${shape}]\`: ${what}, scaled before by \`raw * scale + offset\` with scale ${JSON.stringify(scale)} and offset ${JSON.stringify(offset)}.`;
}

/** What stands in which place, of a model of tables. */
function describeFeatures(network: TrainedNetwork | undefined): string[] {
  if (network === undefined || network.features.length === 0) return [];
  const names = network.features.map((input) => `\`${nameInput(input)}\``).join(', ');
  return [`In order: ${names}. With \`=\` it is 1 for that category, 0 for others.`];
}

function describeOutputs({ classNames, targetNames }: ModelMetadata, name: string): string {
  if (targetNames !== undefined) {
    const targets = targetNames.map((one) => `\`${one}\``).join(', ');
    return `\`${name}\`, float32, in their own units: ${targets}.`;
  }
  const classes = classNames.map((one, id) => `${id} \`${one}\``).join(', ');
  return `\`${name}\`, float32, one for each class: ${classes}.`;
}

function tabulate(operations: readonly Operation[]): string {
  const rows = operations.map((operation) => {
    const weights = Object.values(operation).flatMap((part: unknown) =>
      typeof part === 'object' && part !== null && 'values' in part && 'shape' in part
        ? [part.values]
        : [],
    );
    const count = weights.reduce(
      (sum: number, values) => sum + (values instanceof Float32Array ? values.length : 0),
      0,
    );
    return [operation.name, operation.kind, operation.outputShape.join(' x '), String(count)];
  });
  return formatMarkdownTable(['layer', 'operation', 'output', 'parameters'], rows, [3]);
}
