import { UserError } from '../../util/user-error';

/** A command that is not carried out as it was given; nothing was started. */
export class UsageError extends UserError {}
