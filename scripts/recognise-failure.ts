import path from 'node:path';
import { PROJECT_ROOT } from './project-root';

/** The usual reasons for which a tool that downloads or writes gives up. */
export type FailureReason = 'disk' | 'permission' | 'network';

/**
 * Names the reason from what a tool printed or an error's text, undefined for any other. Shared
 * with the bootstrap, hence plain JavaScript.
 */
export const recogniseFailure: (output: string) => FailureReason | undefined = require(
  path.join(PROJECT_ROOT, 'scripts', 'bootstrap', 'expected-error.cjs'),
).recogniseFailure;
