/** The files that a table names. */
interface NamedFiles {
  readonly file?: string | undefined;
  readonly train?: string | undefined;
  readonly validation?: string | undefined;
  readonly test?: string | undefined;
}

/** What a table names as the answers to learn. */
interface NamedAnswers {
  readonly label?: unknown;
  readonly target?: unknown;
}

/** Which settings of tables are files, and which go together. */
export const tableFiles = {
  fileSettings: [['file'], ['train'], ['validation'], ['test']],
  rules: [
    {
      holds: ({ label, target }: NamedAnswers) => (label === undefined) !== (target === undefined),
      message: 'name either `label`, a column of classes, or `target`, a column of numbers',
      blames: 'label',
    },
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
