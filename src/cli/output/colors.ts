import { createColors } from 'picocolors';
import { hasColors } from './terminal';

/** For standard output, where results go. */
export const resultColors = createColors(hasColors(process.stdout));

/** For standard error, where progress and notes go. */
export const noteColors = createColors(hasColors(process.stderr));
