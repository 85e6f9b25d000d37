import { UserError } from '../../../util/user-error';

/** Something that can't become part of a graph: what it is, and what to do instead. */
export class TraceError extends UserError {
  /** The kernel at which the trace stopped, for instance `MatMul`. */
  readonly kernel: string;

  constructor(kernel: string, problem: string, remedy: string) {
    super(`${kernel} can't be traced: ${problem}`, { hint: remedy });
    this.name = 'TraceError';
    this.kernel = kernel;
  }
}
