import type { RecordedFindings } from '../../../records/findings-file';
import { groupBy } from '../../../util/group-by';
import { describeOutlook } from '../../comparison/describe-outlook';
import { breakable, type Html, html } from '../html';
import type { ReportData, RunFindings } from '../report-data';

/** More matrices than this would fill the report. */
const mostMatrices = 6;

/** More trials than this are counted, not named. */
const mostNames = 12;

/** Confusion matrices of the best trials, and whose are not there; nothing where no run has one. */
export function buildConfusion({ trials, findings }: ReportData): Html | undefined {
  const byTrial = groupBy(findings, ({ run }) => run.config.trial);
  const all = trials.map(({ label }) => {
    const members = byTrial.get(label) ?? [];
    return { label, members, matrix: sumMatrices(members) };
  });
  const present = all.flatMap(({ matrix, ...rest }) =>
    matrix === undefined ? [] : { ...rest, matrix },
  );
  if (present.length === 0) return undefined;
  const absent = all.filter(({ matrix }) => matrix === undefined);
  const lower = present.slice(mostMatrices);
  return html`<section><h2>Confusion matrices</h2>
<p class="note">Test examples by true class (rows) and predicted class (columns), summed over seeds.
Blue: right, by its share of the row. Red: wrong, by the square root of its share.</p>
<div class="matrices">${present.slice(0, mostMatrices).map(({ label, matrix, members }) => buildMatrix(label, matrix, members.length))}</div>
${listTrials(
  'Left out, because they rank lower (each run has its own in its folder findings)',
  lower.map(({ label }) => label),
)}
${listTrials(
  'Without a matrix',
  absent.map(({ label, members }) => `${label} (${explainAbsence(members)})`),
)}</section>`;
}

function listTrials(title: string, names: readonly string[]): Html | undefined {
  if (names.length === 0) return undefined;
  const rest = names.length - mostNames;
  const more = rest > 0 ? ` and ${rest} more` : '';
  return html`<p class="note">${title}: ${names.slice(0, mostNames).join(', ')}${more}.</p>`;
}

/** Why the runs of a trial have no matrix, in words for each kind of end. */
function explainAbsence(members: readonly RunFindings[]): string {
  const reasons = members.map(({ run, reading }) => {
    if (reading.state === 'damaged') return `findings.json can't be read: ${reading.reason}`;
    const { state } = describeOutlook(run);
    return state === 'completed' ? 'none on record' : state;
  });
  return [...new Set(reasons)].join(', ');
}

interface Matrix {
  readonly classNames: readonly string[];
  readonly counts: readonly (readonly number[])[];
  /** Runs that are in it. */
  readonly runCount: number;
}

function sumMatrices(members: readonly RunFindings[]): Matrix | undefined {
  const findings = members.flatMap(({ reading }): RecordedFindings[] =>
    reading.state === 'sound' ? [reading.value] : [],
  );
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
  return {
    counts,
    classNames: names ?? counts.map((_, index) => String(index)),
    runCount: matrices.length,
  };
}

function buildMatrix(
  label: string,
  { counts, classNames, runCount }: Matrix,
  seedCount: number,
): Html {
  const rows = counts.map((row, from) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    const cells = row.map((count, to) => {
      const share = total === 0 ? 0 : count / total;
      return from === to
        ? html`<td style="--share: ${share.toFixed(3)}">${count}</td>`
        : html`<td class="miss" style="--share: ${Math.sqrt(share).toFixed(3)}">${count}</td>`;
    });
    return html`<tr><th>${classNames[from]}</th>${cells}</tr>
`;
  });
  const areShort = classNames.every((name) => name.length <= 3);
  const header = classNames.map((name) => html`<th><span>${name}</span></th>`);
  const note =
    runCount < seedCount
      ? html` <span class="note">${runCount} of ${seedCount} seeds</span>`
      : undefined;
  return html`<figure class="scroll" style="--classes: ${classNames.length}"><h3>${breakable(label)}${note}</h3>
<table class="matrix"><thead class="${areShort ? 'level' : 'upright'}"><tr><th></th>${header}</tr></thead>
<tbody>${rows}</tbody></table></figure>`;
}
