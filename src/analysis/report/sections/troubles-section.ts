import { describeOutlook } from '../../comparison/describe-outlook';
import { breakable, type Html, html } from '../html';
import type { ReportData, RunFindings } from '../report-data';

/** More runs than this would fill the report. */
const mostRuns = 60;

const badEnds = ['diverged', 'failed', 'stopped', 'damaged', 'killed', 'lost'];

/** What went wrong in runs, as far as it is on record; nothing where all went well. */
export function buildTroubles({ findings }: ReportData): Html | undefined {
  const rows = findings.flatMap((run) => {
    const troubles = listTroubles(run);
    return troubles.length === 0 ? [] : [buildRow(run.run.config.runId, troubles)];
  });
  if (rows.length === 0) return undefined;
  const rest = rows.length - mostRuns;
  return html`<section><h2>What went wrong</h2><table class="troubles"><tbody>${rows.slice(0, mostRuns)}</tbody></table>
${rest > 0 ? html`<p class="note">And ${rest} more runs.</p>` : undefined}</section>`;
}

/** Something that went wrong, in words, and the class of its color. */
interface Trouble {
  readonly kind: string;
  readonly words: string;
}

function listTroubles({ run, reading }: RunFindings): Trouble[] {
  const { state, step, reason } = describeOutlook(run);
  const place = step === undefined ? '' : ` at step ${step}`;
  const end = `${state}${place}${reason === undefined ? '' : `: ${reason}`}`;
  const pathologies = reading.state === 'sound' ? reading.value.pathologies : [];
  return [
    ...(badEnds.includes(state) ? [{ kind: state, words: end }] : []),
    // The words say what the kind says, and more.
    ...pathologies.map(({ kind, detail }) => ({
      kind,
      words: detail ?? kind.replaceAll('-', ' '),
    })),
    ...(reading.state === 'damaged'
      ? [{ kind: 'damaged', words: `findings.json can't be read: ${reading.reason}` }]
      : []),
  ];
}

function buildRow(runId: string, troubles: readonly Trouble[]): Html {
  const lines = troubles.map(({ kind, words }) => html`<div class="${kind}">${words}</div>`);
  return html`<tr><td class="label">${breakable(runId)}</td><td>${lines}</td></tr>
`;
}
