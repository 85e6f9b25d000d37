import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunData } from '../../plan/run-config';
import { formatStableJson } from '../../util/stable-json';
import { formatTable } from '../output/format-table';

/** At most this many classes are listed; the others are in `plan --json`. */
const mostRows = 20;

const splits = ['train', 'validation', 'test'] as const;

/**
 * What the files of the user hold that runs of some plans read, each once: examples of every split and
 * class, and what was left out. Undefined where no run reads such files.
 */
export function formatData(plans: readonly ExperimentPlan[]): string | undefined {
  const found = new Map<string, string>();
  for (const { runs } of plans) {
    for (const { settings, data } of runs) {
      if (data === undefined) continue;
      const key = formatStableJson(settings.dataset);
      if (!found.has(key)) found.set(key, describeData(settings.dataset.name, data));
    }
  }
  return found.size === 0 ? undefined : [...found.values()].join('\n\n');
}

function describeData(name: string, { files, facts }: RunData): string {
  const { inputShape, classNames, targets, classCounts, notes = [] } = facts;
  const parts = [
    ...Object.values(files).map(baseName),
    `${inputShape.join(' x ')} values each`,
    targets === undefined
      ? `${classNames.length} classes`
      : `${targets.names.join(', ')} to predict`,
  ];
  const title = `${name}: ${parts.join(', ')}`;
  const total = ['all', ...splits.map((split) => String(facts[`${split}Count`]))];
  const rows =
    classCounts === undefined
      ? []
      : classNames.map((className, id) => [
          className,
          ...splits.map((split) => String(classCounts[split][id] ?? 0)),
        ]);
  const shown =
    rows.length <= mostRows ? rows : [...rows.slice(0, mostRows - 1), ['...', '', '', '']];
  return [
    title,
    formatTable(
      [targets === undefined ? 'class' : 'examples', ...splits],
      [...shown, total],
      [1, 2, 3],
    ),
    ...notes.map((note) => `  ${note}`),
  ].join('\n');
}

function baseName(file: string): string {
  return file.split(/[\\/]/).at(-1) ?? file;
}
