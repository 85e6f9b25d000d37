import { describeEvidence } from '../../claims/describe-claim';
import { type Html, html } from '../html';
import type { ReportData } from '../report-data';

/** The claims of the spec, each with its verdict and evidence; nothing where it has none. */
export function buildClaims({ claims }: ReportData): Html | undefined {
  if (claims.length === 0) return undefined;
  const rows = claims.map(
    (claim) => html`<tr><td class="verdict ${claim.verdict}">${claim.verdict}</td>
<td><code>${claim.text}</code><br><span class="note">${describeEvidence(claim)}</span></td></tr>
`,
  );
  return html`<section><h2>Claims</h2><table class="claims"><tbody>${rows}</tbody></table></section>`;
}
