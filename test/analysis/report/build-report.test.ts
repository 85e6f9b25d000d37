import fs from 'node:fs';
import { buildReport } from '../../../src/analysis/report/build-report';
import { readResults } from '../../../src/analysis/results/read-results';
import { planNextStage } from '../../../src/analysis/stages/plan-next-stage';
import { useScratchFolder } from '../../scratch-folder';
import { type Outcome, planSample, pretendResults, writeResults } from '../sample-results';

const scratch = useScratchFolder();

const plan = planSample(
  "question: 'Is <b>Adam</b> better & faster?'",
  'grid: { optimizer: [adam, sgd], model.activation: [relu, tanh] }',
  'seeds: 3',
  'claims: [mean(test/accuracy | optimizer=adam) > mean(test/accuracy | optimizer=sgd)]',
);

function write() {
  return writeResults(scratch(), plan, ({ seed, settings, trial }) => {
    if (trial === 'sgd_tanh') return undefined;
    return (settings.optimizer.type === 'adam' ? 0.9 : 0.8) + seed / 100;
  });
}

describe('a report', () => {
  test('answers with each value tuned, where axes are', async () => {
    const tuned = planSample(
      'grid: { optimizer: [adam, sgd], optimizer.learningRate: [0.01, 0.1, 1] }',
      'tune: [optimizer.learningRate]',
      'confirm: { seeds: 6 }',
      'seeds: 3',
      'metric: { name: test/accuracy, atLeast: 0.01 }',
    );
    const score: Outcome = ({ seed, trial }) =>
      (trial.startsWith('adam') ? 0.9 : 0.7) -
      (trial.endsWith('0.1') ? 0 : 0.1) +
      Math.sin(9 * seed + trial.length) / 1000;
    const confirming = planNextStage(tuned, pretendResults(tuned, score).runs)?.plan ?? tuned;
    const page = await buildReport(readResults(writeResults(scratch(), confirming, score)));
    expect(page).toMatch(
      /<p>With optimizer.learningRate tuned, adam is best, with a mean test.accuracy of 0.90/,
    );
    expect(page).toContain('<li>Worse: sgd.</li>');
    expect(page).toContain('<h2>Tuned, by test/accuracy</h2>');
    expect(page).toContain('learningRate 0.1</td>');
    expect(page).not.toContain('On average over the other axes');
  });

  test('needs nothing but itself', async () => {
    const page = await buildReport(readResults(write()));
    const addresses = [...page.matchAll(/https?:\/\/[^"'\s<)]+/g)].map(([address]) => address);
    // Names of XML, which nothing is loaded from.
    const names = ['http://www.w3.org/2000/svg', 'http://www.w3.org/1999/xlink'];
    expect(addresses.filter((address) => !names.includes(address))).toEqual([]);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\ssrc=|\son\w+=/i);
  });

  test('answers the question with its evidence', async () => {
    const page = await buildReport(readResults(write()));
    expect(page).toContain('Is &lt;b&gt;Adam&lt;/b&gt; better &amp; faster?');
    expect(page).toContain('adam_relu is best, with a mean test/accuracy of 0.9100');
    expect(page).toContain(
      'Of all runs, 3 of 12 diverged, scored as guessing: 0.5000 (a rate of 25 %, 95 % interval 9 to 53 %).',
    );
    expect(page).toMatch(/class="verdict inconclusive">inconclusive/);
    for (const title of ['Claims', 'Learning curves', 'Effects of the axes', 'Interactions']) {
      expect(page).toContain(`<h2>${title}</h2>`);
    }
    // Ranking, two curves, two effects, one interaction.
    expect(page.match(/<svg /g)).toHaveLength(6);
  });

  test('says what was chosen by test data, and shows them where validation data choose', async () => {
    const choosing = 'On the test data, trials are ranked by test/accuracy. What comes out best on';
    expect(await buildReport(readResults(write()))).toContain(choosing);
    const results = readResults(write());
    const metric = { name: 'validation/accuracy', goal: 'maximize' } as const;
    const page = await buildReport({ ...results, plan: { ...results.plan, metric } });
    expect(page).not.toContain('On the test data');
    expect(page).toContain('<span class="below">test/accuracy 0.9100</span>');
  });

  test('takes all colours from the style sheet, which has two sets of them', async () => {
    const page = await buildReport(readResults(write()));
    const svg = [...page.matchAll(/<svg .*?<\/svg>/gs)].map(([text]) => text).join('');
    const colors = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, color]) => color);
    expect(colors.length).toBeGreaterThan(50);
    for (const color of new Set(colors)) {
      expect(color).toMatch(/^(var\(--[\w-]+\)|none|transparent)$/);
    }
    const used = new Set([...page.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name));
    const dark =
      /@media screen and \(prefers-color-scheme: dark\) \{(.*?)\n\}/s.exec(page)?.[1] ?? '';
    for (const name of used)
      if (!['--share', '--classes'].includes(name ?? '')) expect(dark).toContain(`${name}:`);
  });

  test('shows confusion matrices and pathologies where runs have recorded them', async () => {
    const directory = write();
    fs.writeFileSync(
      directory.run('adam_relu-s0').findingsFile,
      JSON.stringify({
        confusionMatrix: [
          [90, 10],
          [7, 93],
        ],
        classNames: ['outer', 'inner'],
        pathologies: [{ kind: 'dead-relus', detail: 'dead ReLUs: 40 % of fc1' }],
      }),
    );
    fs.writeFileSync(directory.run('adam_relu-s1').findingsFile, 'damaged');
    const page = await buildReport(readResults(directory));
    expect(page).toContain('<td style="--share: 0.930">93</td>');
    expect(page).toContain('<th>inner</th>');
    expect(page.match(/dead.relus/gi)).toEqual(['dead-relus', 'dead ReLUs']);
    expect(page).toContain('<div class="dead-relus">dead ReLUs: 40 % of fc1</div>');
    // Every run and every trial that has no matrix is named, with the reason.
    expect(page).toContain('<span class="note">1 of 3 seeds</span>');
    expect(page).toContain("findings.json can't be read: it is not JSON");
    expect(page).toMatch(/Without a matrix: .*sgd_tanh \(diverged\)/);
    expect(page).toContain('diverged at step 10: the training loss became NaN');
  });

  test('names the trials whose confusion matrices are left out', async () => {
    const many = planSample('grid: { model.hidden: [[1], [2], [3], [4], [5], [6], [7], [8]] }');
    const directory = writeResults(scratch(), many, ({ trial }) => trial.length / 100);
    for (const run of directory.listRuns()) {
      fs.writeFileSync(run.findingsFile, JSON.stringify({ confusionMatrix: [[5]] }));
    }
    const page = await buildReport(readResults(directory));
    expect(page.match(/<table class="matrix">/g)).toHaveLength(6);
    expect(page).toMatch(/Left out, because they rank lower .*: h\d, h\d\./);
    expect(page).not.toContain('Without a matrix');
  });

  test('says whose curve is missing and why', async () => {
    const directory = write();
    fs.writeFileSync(directory.run('adam_relu-s0').metricsFile, '');
    fs.rmSync(directory.run('sgd_relu-s1').metricsFile);
    fs.writeFileSync(directory.run('adam_tanh-s2').metricsFile, 'step,train/loss\n');
    fs.writeFileSync(directory.run('sgd_tanh-s1').statusFile, '{');
    fs.rmSync(directory.run('sgd_tanh-s0').path, { recursive: true });
    const page = await buildReport(readResults(directory));
    expect(page).toContain('The curves of 4 runs are missing, here and in the means:');
    expect(page).toContain('<code>adam_relu-s0</code>: metrics.csv is empty');
    expect(page).toMatch(/<code>sgd_relu-s1<\/code>: .*metrics\.csv/);
    expect(page).toContain('<code>adam_tanh-s2</code>: metrics.csv has no row of step 10');
    expect(page).toContain('<code>sgd_tanh-s1</code>: not JSON');
    expect(page).not.toContain('<code>sgd_tanh-s0</code>');
  });

  test('is there before anything has run', async () => {
    const directory = write();
    for (const run of directory.listRuns()) fs.rmSync(run.path, { recursive: true });
    const page = await buildReport(readResults(directory));
    expect(page).toContain('No run has a result yet.');
  });
});
