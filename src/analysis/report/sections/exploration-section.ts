import { describeLeads, describeTolerance, describeWidth } from '../../tuning/describe-exploration';
import { exploreTuning } from '../../tuning/explore-tuning';
import { describeShares } from '../../tuning/share-axes';
import { type Html, html } from '../html';
import { plotBudgets, plotSensitivity } from '../plots/budget-curves';
import { buildFigure } from '../plots/figure';
import type { ReportData } from '../report-data';

/** What smaller budgets reach, and how forgiving tuned axes are. */
export async function buildExploration({ results, tuned }: ReportData): Promise<Html | undefined> {
  if (tuned === undefined) return undefined;
  const { plan, runs } = results;
  const exploration = exploreTuning(plan, runs);
  const { values } = exploration;
  if (values.every(({ budgets }) => budgets.length < 2)) return undefined;
  const { name } = plan.metric;
  const budgets = await buildFigure(
    plotBudgets(exploration, name),
    `Expected best ${name} of as many settings, with 95 % bands over the settings that were tried.`,
  );
  const parts: Html[] = [];
  for (const axis of new Set(values.flatMap(({ tried }) => Object.keys(tried)))) {
    const widths = values.flatMap(({ label, sensitivities }) => {
      const width = describeWidth(sensitivities[axis]);
      return width === '' ? [] : [`${label} ${width}`];
    });
    const caption = `${name} over ${axis}, ${describeTolerance(exploration, name)}: ${widths.join(', ')}.`;
    parts.push(await buildFigure(plotSensitivity(exploration, axis, name), caption));
  }
  return html`<section><h2>Budgets and sensitivity</h2>
<p class="note">By ${name} on the seeds to tune by. ${describeLeads(exploration)} ${exploration.shares && describeShares(exploration.shares)}</p>
${budgets}${parts}</section>`;
}
