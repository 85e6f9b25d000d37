/** The files that a table names. */
interface NamedFiles {
  readonly file?: string | undefined;
  readonly train?: string | undefined;
  readonly validation?: string | undefined;
  readonly test?: string | undefined;
}

/** Which settings of tables are files, and how they go together. */
export const tableFiles = {
  fileSettings: [['file'], ['train'], ['validation'], ['test']],
  rules: [
    {
      holds: ({ file, train }: NamedFiles) => (file === undefined) !== (train === undefined),
      message: 'name either one `file` or `train`, with `validation` and `test` if you have them',
      blames: 'file',
    },
    {
      holds: ({ file, validation, test }: NamedFiles) =>
        file === undefined || (validation === undefined && test === undefined),
      message: '`validation` and `test` go with `train`, not with `file`',
      blames: 'file',
    },
  ],
};
