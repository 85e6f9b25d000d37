import { defineFileDataset } from './files/define-file-dataset';
import { csvSettings } from './tables/csv/csv-settings';

/** What reads tables of text, loaded when it is first needed. */
const reading = (): typeof import('./tables/csv/read-csv') => require('./tables/csv/read-csv');

export const csv = defineFileDataset({
  description:
    'A table of your own as text, CSV or TSV: a row per example, a column that names its class.',
  summary: 'a table of your own',
  settings: csvSettings,
  rules: [
    {
      holds: ({ file, train }) => (file === undefined) !== (train === undefined),
      message: 'name either one `file` or `train`, with `validation` and `test` if you have them',
      blames: 'file',
    },
    {
      holds: ({ file, validation, test }) =>
        file === undefined || (validation === undefined && test === undefined),
      message: '`validation` and `test` go with `train`, not with `file`',
      blames: 'file',
    },
  ],
  fileSettings: [['file'], ['train'], ['validation'], ['test']],
  read: (spec, files) => reading().readCsv(spec, files),
});
