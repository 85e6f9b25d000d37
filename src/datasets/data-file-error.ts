import { UserError } from '../util/user-error';

/** What can be wrong with a data file. */
export type DataFileFault =
  | 'truncated'
  | 'too-long'
  | 'corrupt-gzip'
  | 'wrong-magic'
  | 'wrong-count'
  | 'wrong-shape'
  | 'wrong-label'
  | 'wrong-checksum';

/** A data file that is there, but is not what it should be. */
export class DataFileError extends UserError {
  readonly fault: DataFileFault;
  readonly file: string;

  constructor(fault: DataFileFault, file: string, problem: string) {
    super(`${file}: ${problem}`, { hint: 'Replace the file by a fresh copy, or delete it.' });
    this.name = 'DataFileError';
    this.fault = fault;
    this.file = file;
  }
}
