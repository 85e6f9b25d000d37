import { defineFileDataset } from '../files/define-file-dataset';
import { csvSettings } from '../tables/csv/csv-settings';
import { tableFiles } from '../tables/table-files';

/** What reads tables of text, loaded when it is first needed. */
const reading = (): typeof import('../tables/csv/read-csv') => require('../tables/csv/read-csv');

export const csv = defineFileDataset({
  description:
    'A table of your own as text, CSV or TSV: a row per example, a column that names its class.',
  summary: 'a table of your own',
  settings: csvSettings,
  ...tableFiles,
  read: (spec, files) => reading().readCsv(spec, files),
});
