import { groupBy } from '../../util/group-by';
import { describeOutlook } from '../describe-outlook';
import { type Findings, readFindings } from '../read-findings';
import type { RecordedRun } from '../read-results';
import { type Html, html } from './html';
import type { ReportData } from './report-data';

/** Confusion matrices for more trials than this would fill the report. */
const mostMatrices = 6;

/** The same holds for complaints. */
const mostTroubles = 60;

/** Confusion matrices and what went wrong, where runs have recorded them. */
export function buildFindings({ results, trials }: ReportData): Html {
  const found = results.runs.flatMap((run) => {
    const findings = readFindings(run);
    return findings === undefined ? [] : [{ run, findings }];
  });
  const byTrial = groupBy(found, ({ run }) => run.config.trial);
  const matrices = trials.slice(0, mostMatrices).flatMap(({ label }) => {
    const sum = sumMatrices((byTrial.get(label) ?? []).map(({ findings }) => findings));
    return sum === undefined ? [] : [buildMatrix(label, sum)];
  });
  const troubles = results.runs.flatMap((run) => {
    const findings = found.find((other) => other.run === run)?.findings;
    return listTroubles(run, findings);
  });
  return html`
${matrices.length === 0 ? undefined : html`<section><h2>Confusion matrices</h2><p class="note">Test examples by true class (rows) and predicted class (columns), summed over seeds.</p><div class="matrices">${matrices}</div></section>`}
${troubles.length === 0 ? undefined : html`<section><h2>What went wrong</h2><div class="scroll"><table><tbody>${troubles.slice(0, mostTroubles)}</tbody></table>${describeRest(troubles.length)}</div></section>`}
`;
}

interface Matrix {
  readonly classNames: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

function sumMatrices(findings: readonly Findings[]): Matrix | undefined {
  const matrices = findings.flatMap(({ confusionMatrix }) => {
    const isSquare = confusionMatrix?.every((row) => row.length === confusionMatrix.length);
    return confusionMatrix !== undefined && isSquare ? [confusionMatrix] : [];
  });
  const [first] = matrices;
  if (first === undefined) return undefined;
  const counts = first.map((row, from) =>
    row.map((_, to) => matrices.reduce((sum, matrix) => sum + (matrix[from]?.[to] ?? 0), 0)),
  );
  const names = findings.find(({ classNames }) => classNames?.length === counts.length)?.classNames;
  return { counts, classNames: names ?? counts.map((_, index) => String(index)) };
}

function buildMatrix(label: string, { counts, classNames }: Matrix): Html {
  const rows = counts.map((row, from) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    const cells = row.map(
      (count) =>
        html`<td style="--share: ${(total === 0 ? 0 : count / total).toFixed(3)}">${count}</td>`,
    );
    return html`<tr><th>${classNames[from]}</th>${cells}</tr>
`;
  });
  const header = classNames.map((name) => html`<th>${name}</th>`);
  return html`<div class="scroll"><h3>${label}</h3><table class="matrix"><thead><tr><th></th>${header}</tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function listTroubles(run: RecordedRun, findings: Findings | undefined): Html[] {
  const { state, step, reason } = describeOutlook(run);
  const ended = ['diverged', 'failed', 'stopped', 'damaged', 'killed'].includes(state);
  const place = step === undefined ? '' : ` at step ${step}`;
  const parts = [
    ...(ended
      ? [{ kind: state, detail: `${state}${place}${reason === undefined ? '' : `: ${reason}`}` }]
      : []),
    ...(findings?.pathologies ?? []).map(({ kind, detail }) => ({ kind, detail: detail ?? kind })),
  ];
  return parts.map(
    ({ kind, detail }) =>
      html`<tr><td class="label">${run.config.runId}</td><td class="label ${kind}">${kind}</td><td>${detail}</td></tr>
`,
  );
}

function describeRest(count: number): Html | undefined {
  if (count <= mostTroubles) return undefined;
  return html`<p class="note">And ${count - mostTroubles} more.</p>`;
}
