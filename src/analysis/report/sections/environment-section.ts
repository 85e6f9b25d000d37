import { stringify } from 'yaml';
import { groupBy } from '../../../util/group-by';
import { formatStableJson } from '../../../util/stable-json';
import { environmentOf } from '../../results/environment-of';
import type { ExperimentResults } from '../../results/read-results';
import { type Html, html } from '../html';
import type { ReportData } from '../report-data';

/** What the runs were executed in, on which data and with which settings. */
export function buildEnvironment({ results }: ReportData): Html {
  const known = results.runs.flatMap((run) => {
    const record = environmentOf(run);
    if (record === undefined) return [];
    const { dataset, ...environment } = record;
    return [{ runId: run.config.runId, dataset, environment }];
  });
  const kinds = groupBy(known, ({ environment }) => formatStableJson(environment));
  const machines = [...kinds.values()].map((members) =>
    buildBlock(describeRuns(members, kinds.size), members[0]?.environment, kinds.size === 1),
  );
  // Data that is drawn from the seed of a run differs between seeds.
  const datasets = [...groupBy(known, ({ dataset }) => formatStableJson(dataset ?? null)).values()];
  return html`<section><h2>Environment</h2>${machines}
${buildBlock(
  'Data',
  datasets.map((members) => members[0]?.dataset),
  false,
)}
${buildBlock('Settings of the first trial, all defaults spelt out', describePlan(results), false)}</section>`;
}

function describeRuns(members: readonly { readonly runId: string }[], kindCount: number): string {
  if (kindCount === 1) return 'All runs';
  return `${members.length} runs, such as ${members[0]?.runId}`;
}

function buildBlock(title: string, value: unknown, isOpen: boolean): Html {
  const attribute = isOpen ? ' open' : '';
  return html`<details${attribute}><summary>${title}</summary><pre><code>${stringify(value)}</code></pre></details>
`;
}

function describePlan({ plan }: ExperimentResults) {
  const { metric, axes, seeds, runs } = plan;
  return { metric, axes, seeds, settings: runs[0]?.settings };
}
