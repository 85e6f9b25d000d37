import type { RepetitionReport } from '../../analysis/comparison/compare-repetition';
import type { RunRecord } from '../../analysis/results/read-run';
import { resultColors as colors } from '../output/colors';

/** What `ablate verify` found of a run, for people. */
export function formatRepetition({ config }: RunRecord, report: RepetitionReport): string {
  const lines = report.isEqual
    ? [`${colors.green('bit-equal')}: ${config.runId}, ${describeEquality(report)}`]
    : [`${colors.red('different')}: ${config.runId}`, ...describeDifferences(report)];
  return [...lines, ...describeEnvironment(report)].join('\n');
}

function describeEquality({ stepCount, weightsAreEqual }: RepetitionReport): string {
  const metrics = `metrics of all ${stepCount} logged steps`;
  return weightsAreEqual === undefined ? metrics : `${metrics} and the final weights`;
}

function describeDifferences(report: RepetitionReport): string[] {
  const { parting, weightsAreEqual, end, result, contradiction } = report;
  const lines: string[] = [];
  if (contradiction !== undefined) lines.push(`  its own records contradict it: ${contradiction}`);
  if (parting !== undefined) {
    const { step, metric, first, second } = parting;
    const values = `${metric} was ${first ?? 'not there'} and is now ${second ?? 'not there'}`;
    lines.push(`  first logged step that differs: ${step} (${values})`);
  } else {
    lines.push('  the metrics of all logged steps are equal');
  }
  if (weightsAreEqual === false) lines.push('  the final weights differ');
  if (end !== undefined) lines.push(`  it ended ${end[0]}, now ${end[1]}`);
  for (const { path: name, first, second } of result) {
    lines.push(`  its status.json says ${name} ${show(first)}, now ${show(second)}`);
  }
  return lines;
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function describeEnvironment({ environment, isEqual }: RepetitionReport): string[] {
  if (environment.length === 0) return isEqual ? [] : ['  the environment is the same'];
  return [
    '  the environment differs:',
    ...environment.map(
      ({ path: name, first, second }) =>
        `    ${name}: ${JSON.stringify(first)}, now ${JSON.stringify(second)}`,
    ),
  ];
}
