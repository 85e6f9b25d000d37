import path from 'node:path';
import { resolveDatasetSources } from '../../../datasets/dataset-sources';
import { datasetSchema, datasets } from '../../../datasets/registry';
import { findDataset } from '../../../datasets/search/find-dataset';
import type { Check } from '../../../doctor/check';
import { type DatasetFinding, diagnose } from '../../../doctor/diagnose';
import { exitCodes } from '../../exit-codes';
import { defineCommand } from '../../options/define-command';
import { folderOption } from '../../options/option-kinds';
import type { OutputFormat } from '../../options/output-format';
import { chooseFormat, formatOptions } from '../../options/output-format';
import { resultsOptions } from '../../options/results-options';
import { resultColors as colors } from '../../output/colors';
import { print, printAnswer } from '../../output/print';
import { findWidth } from '../../output/terminal';
import { wrapIndented } from '../../output/wrap-words';

/** `ablate doctor` */
export const doctorCommand = defineCommand({
  arguments: {},
  options: {
    ...formatOptions('checks'),
    ...resultsOptions('Folder of results'),
    'data-dir': folderOption('Folder that holds data sets'),
  },
  run: (options) => showDiagnosis({ ...options, format: chooseFormat(options) }),
});

/** Prints what runs depend on; returns the exit code, which says whether runs could start. */
export async function showDiagnosis(options: {
  readonly resultsDir: string;
  readonly dataDir: string | undefined;
  readonly format: OutputFormat;
}): Promise<number> {
  const checks = await diagnose({
    resultsFolder: path.resolve(options.resultsDir),
    resultsWayOut: 'choose another folder with --results-dir',
    findDatasets: () => findDatasets(options.dataDir),
  });
  if (options.format === 'json') {
    printAnswer<{ readonly checks: readonly Check[] }>('doctor', { checks });
  } else {
    const width = Math.max(...checks.map(({ subject }) => subject.length));
    for (const check of checks) print(formatCheck(check, width));
  }
  return checks.some(({ status }) => status === 'problem') ? exitCodes.failed : exitCodes.ok;
}

const marks: Readonly<Record<Check['status'], string>> = {
  ok: colors.green('ok     '),
  warning: colors.yellow('warning'),
  problem: colors.red('problem'),
};

function formatCheck({ subject, status, finding, remedy }: Check, width: number): string {
  const indent = ' '.repeat(width + 11);
  const wrap = (text: string): string => wrapIndented(text, indent, findWidth(process.stdout));
  const line = `${marks[status]}  ${subject.padEnd(width)}  ${wrap(finding).trimStart()}`;
  return remedy === undefined ? line : `${line}\n${colors.dim(wrap(remedy))}`;
}

async function findDatasets(dataDir: string | undefined): Promise<DatasetFinding[]> {
  const sources = resolveDatasetSources({ dataDir, download: false });
  // Those that a name alone is enough for.
  const specs = Object.keys(datasets).flatMap((name) => {
    const parsing = datasetSchema.safeParse(name);
    return parsing.success ? [parsing.data] : [];
  });
  return Promise.all(
    specs.map(async (spec): Promise<DatasetFinding> => {
      const { name } = spec;
      const found = await findDataset(spec, sources);
      if (found.available) return { name, isAvailable: true, detail: datasets[name].summary };
      const { reason, hint } = found;
      return {
        name,
        isAvailable: false,
        detail: reason,
        ...(hint === undefined ? {} : { remedy: hint }),
      };
    }),
  );
}
