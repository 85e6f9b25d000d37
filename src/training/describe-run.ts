import { stringify } from 'yaml';
import type { RunConfig } from '../plan/run-config';
import { buildScalarLayout } from '../records/summaries/scalar-layout';
import type { Summary } from '../records/summaries/summary';
import { buildText } from '../records/summaries/text';
import { measuresOf, metricTag } from '../spec/metric-names';
import type { RunEnvironment } from './environment';

/** What TensorBoard shows of a run besides its numbers: settings, environment, chart layout. */
export function describeRun(config: RunConfig, environment: RunEnvironment): Summary[] {
  const { experiment, trial, seed, settings, configHash } = config;
  return [
    buildText('run/settings', formatYaml({ experiment, trial, seed, configHash, settings })),
    buildText('run/environment', formatYaml(environment)),
    buildScalarLayout([
      {
        title: 'train and test',
        charts: measuresOf(settings.loss).map((metric) => ({
          title: metric,
          tags: ['train', 'full-train', 'validation', 'test'].map((split) =>
            metricTag(`${split}/${metric}`),
          ),
        })),
      },
    ]),
  ];
}

/** YAML as a Markdown code block. */
function formatYaml(value: unknown): string {
  return `\`\`\`yaml\n${stringify(value)}\`\`\``;
}
