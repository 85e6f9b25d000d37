import { stringify } from 'yaml';
import { groupBy } from '../../util/group-by';
import { formatStableJson } from '../../util/stable-json';
import { UserError } from '../../util/user-error';
import type { ExperimentResults, RecordedRun } from '../read-results';
import { readRun } from '../read-run';
import { type Html, html } from './html';
import type { ReportData } from './report-data';

/** What the runs were executed in, and with which settings. */
export function buildEnvironment({ results }: ReportData): Html {
  const known = results.runs.flatMap((run) => {
    const environment = readEnvironment(run);
    return environment === undefined ? [] : [{ run, environment }];
  });
  const kinds = [...groupBy(known, ({ environment }) => formatStableJson(environment)).values()];
  const blocks = kinds.map((members) => {
    const title =
      kinds.length === 1
        ? 'All runs'
        : `${members.length} runs, such as ${members[0]?.run.config.runId}`;
    return html`<details ${kinds.length === 1 ? 'open' : ''}><summary>${title}</summary><pre><code>${stringify(members[0]?.environment)}</code></pre></details>`;
  });
  return html`<section><h2>Environment</h2>${blocks}
<h3>Settings</h3>
<details><summary>The first trial, all defaults spelt out</summary><pre><code>${stringify(describePlan(results))}</code></pre></details></section>`;
}

function describePlan({ plan }: ExperimentResults) {
  const { metric, axes, seeds, runs } = plan;
  return { metric, axes, seeds, settings: runs[0]?.settings };
}

function readEnvironment(run: RecordedRun): Readonly<Record<string, unknown>> | undefined {
  try {
    return readRun(run.directory).environment;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
