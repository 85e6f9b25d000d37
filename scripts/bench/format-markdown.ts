import type { BenchmarkResult } from './benchmark-result';
import type { Standing } from './race';

/** A benchmark as Markdown: a table per workload, then the whole run. */
export function formatMarkdown(result: BenchmarkResult): string {
  const { machine, races } = result;
  const versions = [
    ...new Set(
      races.flatMap(({ result: { standings } }) => standings.map(({ version }) => version)),
    ),
  ];
  return [
    `Measured on ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}: ${versions.join('; ')}.`,
    'Medians of interleaved repetitions; the ratio is to Ablate compiled, so above 1 is slower.',
    '',
    ...races.flatMap(({ workload, result: { standings, absent } }) => [
      `**${workload.title}**`,
      '',
      '| | ms per step | ratio | peak memory |',
      '|---|--:|--:|--:|',
      ...standings
        .toSorted((a, b) => a.msPerStep - b.msPerStep)
        .map((row) => formatRow(row, standings)),
      '',
      ...Object.keys(absent).map((name) => `${name} could not be measured here.\n`),
    ]),
    ...formatWholeRun(result),
  ].join('\n');
}

function formatRow(row: Standing, standings: readonly Standing[]): string {
  const own = standings.find(({ contestant }) => contestant === 'Ablate compiled')?.msPerStep;
  const ratio = own === undefined ? '' : (row.msPerStep / own).toFixed(2);
  const name = row.contestant.startsWith('Ablate')
    ? row.contestant
    : `${row.contestant} (${row.variant})`;
  return `| ${name} | ${row.msPerStep.toPrecision(3)} | ${ratio} | ${row.peakMegabytes.toFixed(0)} MB |`;
}

function formatWholeRun({ races, wholeRun, firstStepMs, help }: BenchmarkResult): string[] {
  const cnn = races.find(({ workload }) => workload.kind === 'cnn')?.result.standings;
  const find = (name: string) => cnn?.find(({ contestant }) => contestant === name);
  const bare = find('Ablate compiled');
  const lines = ['**Whole runs**', '', '| | |', '|---|--:|'];
  if (wholeRun !== null) {
    lines.push(
      `| \`ablate run\` of the MNIST CNN, ${wholeRun.steps} steps, all summaries, checkpoints, evaluation | ${(wholeRun.durationMs / 1000).toFixed(1)} s |`,
    );
    if (bare !== undefined) {
      const ratio = wholeRun.durationMs / (bare.msPerStep * wholeRun.steps);
      lines.push(`| the same to bare training | ${ratio.toFixed(3)} |`);
    }
    const keras = find('Keras');
    const peak = `${wholeRun.peakMegabytes.toFixed(0)} MB`;
    lines.push(
      `| its peak resident memory | ${peak}${keras === undefined ? '' : ` (bare Keras: ${keras.peakMegabytes.toFixed(0)} MB)`} |`,
    );
  }
  if (firstStepMs !== null) {
    lines.push(`| from \`ablate run\` to the first step | ${(firstStepMs / 1000).toFixed(2)} s |`);
  }
  const extra = help.helpMs - help.emptyMs;
  lines.push(`| \`ablate --help\` over an empty Node script | ${extra.toFixed(0)} ms |`, '');
  return lines;
}
