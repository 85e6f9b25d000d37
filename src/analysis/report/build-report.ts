import { readNote } from '../../records/experiment-note';
import { packageVersion } from '../../util/process/package-version';
import type { ExperimentResults } from '../results/read-results';
import { writeAnswer } from './answer';
import { type Html, Html as HtmlText, html } from './html';
import { gatherReport } from './report-data';
import { buildClaims } from './sections/claims-section';
import { buildConfusion } from './sections/confusion-section';
import { buildCurves } from './sections/curves-section';
import { buildEffects, buildInteractions } from './sections/effects-section';
import { buildEnvironment } from './sections/environment-section';
import { buildExploration } from './sections/exploration-section';
import { buildRanking } from './sections/ranking-section';
import { buildTroubles } from './sections/troubles-section';
import { buildTuned } from './sections/tuned-section';
import { reportStyle } from './style';

/** Builds the report of an experiment: one HTML page that needs nothing but itself. */
export async function buildReport(results: ExperimentResults): Promise<string> {
  const data = gatherReport(results);
  const { plan } = results;
  const note = readNote(results.directory);
  const sections: readonly (Html | undefined)[] = [
    await buildTuned(data),
    await buildExploration(data),
    await buildRanking(data),
    buildClaims(data),
    await buildCurves(data),
    await buildEffects(data),
    await buildInteractions(data),
    buildConfusion(data),
    buildTroubles(data),
    buildEnvironment(data),
  ];
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="ablate ${packageVersion()}">
<title>${plan.experiment}</title>
<style>${new HtmlText(reportStyle)}</style>
</head>
<body>
<header>
<p class="name">${plan.experiment}${plan.tags.length > 0 ? ` · ${plan.tags.join(', ')}` : ''}</p>
<h1 class="question">${plan.question ?? plan.experiment}</h1>
${plan.description === null ? undefined : html`<p>${plan.description}</p>`}
${note === undefined ? undefined : html`<p>Note: ${note}</p>`}
${buildAnswer(writeAnswer(data))}
</header>
<main>
${sections}
</main>
</body>
</html>
`;
  return page.text;
}

/** What stands first is the answer, the rest what it rests on. */
function buildAnswer([first = '', ...others]: readonly string[]): Html {
  const rest = others.map(
    (sentence) => html`<li>${sentence}</li>
`,
  );
  return html`<div class="answer"><p>${first}</p>${others.length > 0 ? html`<ul>${rest}</ul>` : undefined}</div>`;
}
