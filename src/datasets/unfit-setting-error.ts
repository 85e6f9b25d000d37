import { UserError } from '../util/user-error';

/** A setting of a data set asks for what its files do not have. */
export class UnfitSettingError extends UserError {
  /** @param setting the key below `dataset`. */
  constructor(
    readonly setting: string,
    message: string,
    hint: string,
  ) {
    super(message, { hint });
    this.name = 'UnfitSettingError';
  }
}
