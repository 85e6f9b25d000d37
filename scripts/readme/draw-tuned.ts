import path from 'node:path';
import type { TopLevelSpec } from 'vega-lite';
import { rankTrials } from '../../src/analysis/comparison/rank-trials';
import { palette } from '../../src/analysis/report/palette';
import { plotSensitivity } from '../../src/analysis/report/plots/budget-curves';
import { plotIntervals } from '../../src/analysis/report/plots/interval-plot';
import { renderPlot } from '../../src/analysis/report/plots/render-plot';
import { type ExperimentResults, readResults } from '../../src/analysis/results/read-results';
import { answerTuned } from '../../src/analysis/tuning/answer-tuned';
import { exploreTuning } from '../../src/analysis/tuning/explore-tuning';
import { ExperimentDirectory } from '../../src/records/experiment-directory';
import type { RankingMetric } from '../../src/spec/metric-schema';
import { writeFileAtomic } from '../../src/util/files/atomic-write';
import { PROJECT_ROOT } from '../project-root';

/*
 * Usage: npm run draw-tuned [-- RESULTS_DIR]. Draws the README's figure of optimizers at one rate and
 * tuned, from results of scripts/readme/fixed-rate.yaml and experiments/tuned-optimizers.yaml, into
 * results/published/tuned-optimizers.svg.
 */

const rate = 'optimizer.learningRate';

/** By what the README compares: the scores on test data. */
const byTest: RankingMetric = { name: 'test/accuracy', goal: 'maximize' };

async function main([resultsDir = path.join(PROJECT_ROOT, 'results')]: readonly string[]) {
  const read = (name: string): ExperimentResults =>
    readResults(new ExperimentDirectory(path.join(resultsDir, name)));
  const svg = await renderPlot(drawPanels(read('fixed-rate'), read('tuned-optimizers')));
  const target = path.join(PROJECT_ROOT, 'results', 'published', 'tuned-optimizers.svg');
  writeFileAtomic(target, `${standAlone(svg)}\n`);
}

/** Three panels below each other: one rate for all, each tuned, and what was tried. */
function drawPanels(fixed: ExperimentResults, tuned: ExperimentResults): TopLevelSpec {
  const { plan, runs } = tuned;
  const atOneRate = rankTrials(fixed.plan, fixed.runs, byTest).map((group) => ({
    ...group,
    label: String(group.axisValues['optimizer']),
  }));
  const { rows, score } = answerTuned(plan, runs, ['optimizer']);
  const exploration = exploreTuning(plan, runs);
  const initializer = 'glorotUniform';
  const values = exploration.values
    .filter(({ label }) => label.endsWith(initializer))
    .map((value) => ({ ...value, label: value.label.replace(` · ${initializer}`, '') }));
  const panels = [
    { title: 'All at a learning rate of 0.001', ...plotIntervals(atOneRate, byTest.name) },
    { title: 'Each at the rate that tuning chose, on fresh seeds', ...plotIntervals(rows, score) },
    {
      title: `The rates that were tried (initializer ${initializer})`,
      ...plotSensitivity({ ...exploration, values }, rate, plan.metric.name),
    },
  ];
  return {
    vconcat: panels,
    spacing: 28,
    padding: 12,
    resolve: { scale: { color: 'independent' } },
  } as TopLevelSpec;
}

/**
 * Gives a plot the colours that it names and a ground of its own, for pages of any, and makes it small:
 * hundredths of a pixel, and one description (that of the README) instead of one for each mark.
 */
function standAlone(svg: string): string {
  const ground = '<rect width="100%" height="100%" rx="6" fill="var(--paper)"/>';
  return svg
    .replace(/ (aria-[a-z]+|role|pointer-events)="[^"]*"/g, '')
    .replace(/<[^>]*>/g, (tag) => tag.replace(/\d+\.\d{3,}/g, roundNumber))
    .replace(/<svg[^>]*>/, (open) => `${open}<style>${palette}</style>${ground}`);
}

function roundNumber(number: string): string {
  return String(Number(Number(number).toFixed(2)));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
