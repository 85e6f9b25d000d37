import { defineFileDataset } from '../files/define-file-dataset';
import { tableFiles } from '../tables/table-files';
import { tableSettings } from '../tables/table-settings';

/** What reads tables of columns, loaded when it is first needed. */
const reading = (): typeof import('../tables/read-parquet') => require('../tables/read-parquet');

export const parquet = defineFileDataset({
  description:
    'A table of your own as pandas and Spark write it: a row per example, a column that names its class.',
  summary: 'a table of your own in columns',
  settings: tableSettings,
  ...tableFiles,
  read: (spec, files) => reading().readParquet(spec, files),
});
