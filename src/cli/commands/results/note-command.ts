import { findExperiment } from '../../../analysis/results/find-results';
import { readNote, writeNote } from '../../../records/experiment-note';
import { exitCodes } from '../../exit-codes';
import { defineCommand } from '../../options/define-command';
import { optionalArgument, requiredArgument, switchOption } from '../../options/option-kinds';
import { chooseFormat, formatOptions, type OutputFormat } from '../../options/output-format';
import { resultsOptions } from '../../options/results-options';
import { UsageError } from '../../options/usage-error';
import { print, printAnswer, printNote } from '../../output/print';

/** `ablate note EXPERIMENT [TEXT]` */
export const noteCommand = defineCommand({
  arguments: {
    experiment: requiredArgument('Name, results folder or spec of an experiment'),
    text: optionalArgument(
      'What to note, in place of what was noted; without it, the note is shown',
    ),
  },
  options: {
    ...resultsOptions(),
    ...formatOptions('experiment, note'),
    clear: switchOption('Take the note away'),
  },
  examples: ['note mnist-optimizers "the one in chapter 3"', 'note mnist-optimizers --clear'],
  run: (options) => noteExperiment({ ...options, format: chooseFormat(options) }),
});

/** What `ablate note` is told. */
export interface NoteOptions {
  readonly experiment: string;
  readonly text: string | undefined;
  readonly resultsDir: string;
  readonly clear: boolean;
  readonly format: OutputFormat;
}

/** What programs get: the note as it is now. */
interface NoteAnswer {
  readonly experiment: string;
  readonly note: string | undefined;
}

/** Notes something of an experiment, or shows what was noted; returns the exit code. */
export function noteExperiment(options: NoteOptions): number {
  const { experiment, text, resultsDir, clear, format } = options;
  if (clear && text !== undefined) {
    throw new UsageError('A note is written or taken away, not both', {
      hint: 'Leave out the text, or --clear.',
    });
  }
  const directory = findExperiment(experiment, resultsDir);
  if (clear || text !== undefined) writeNote(directory, text ?? '');
  const note = readNote(directory);
  if (format === 'json') printAnswer<NoteAnswer>('note', { experiment, note });
  else if (note === undefined) printNote(`${experiment} has no note.`);
  else print(note);
  return exitCodes.ok;
}
