import { askName, nearestName } from '../../spec/mistakes/nearest-name';
import { commandFor } from '../../util/process/command-for';

/** What is wrong with a command line, and where to read on. */
export interface UsageExplanation {
  readonly message: string;
  readonly hint: string;
}

/** A command by its name, and by what other tools call it. */
export interface KnownCommand {
  readonly name: string;
  readonly otherNames: readonly string[];
}

/**
 * Says in the words of a user what the parser of the command line found.
 *
 * @param message the parser's
 * @param args the command line behind `ablate`
 * @param commands all commands
 * @param options names of the options that the command takes
 */
export function explainUsage(
  message: string,
  args: readonly string[],
  commands: readonly KnownCommand[],
  options: readonly string[] = [],
): UsageExplanation {
  const [first = ''] = args;
  const allCommands = `\`${commandFor('--help')}\` lists the commands and their options.`;
  if (commands.every(({ name }) => name !== first)) {
    const isUnknown = message.startsWith('Unknown argument') && /^[^-]/.test(first);
    if (!isUnknown) return { message, hint: allCommands };
    return {
      message: `There is no command ${first}`,
      hint: suggestCommand(first, commands) ?? allCommands,
    };
  }
  const help = `\`${commandFor(first, '--help')}\``;
  if (message.startsWith('Not enough non-option arguments')) {
    return {
      message: `ablate ${first}: something is missing`,
      hint: `${help} says what it takes.`,
    };
  }
  const [, valued] = /^Not enough arguments following: (\S+)/.exec(message) ?? [];
  if (valued !== undefined) {
    return { message: `--${valued} needs a value`, hint: `${help} lists the options.` };
  }
  const [, unknown] = /^Unknown arguments?: (\w[\w-]*)/.exec(message) ?? [];
  if (unknown !== undefined) {
    const near = nearestName(unknown, options);
    if (near !== undefined) return { message, hint: askName(`--${near}`) };
    const override = 'settings of a spec are overridden like this: --set seeds=3';
    return { message, hint: `${help} lists the options; ${override}` };
  }
  return { message, hint: `${help} lists the options.` };
}

/** What the commands of other tools do here: how to say it, by the words that others use. */
const answers: readonly (readonly [words: readonly string[], answer: string])[] = [
  [
    ['clean', 'clear', 'reset'],
    'Results move out of sight with ablate archive NAME, and are gone with ablate delete NAME.',
  ],
  [
    ['mv', 'rename', 'move'],
    'Results stand under the `name` of the spec: rename their folder and change it there.',
  ],
  [
    ['stop', 'kill'],
    'Press Ctrl-C where it runs: runs end with a checkpoint. What was submitted: ablate cancel NAME.',
  ],
];

function suggestCommand(found: string, commands: readonly KnownCommand[]): string | undefined {
  const word = found.toLowerCase();
  const answer = answers.find(([words]) => words.includes(word));
  if (answer !== undefined) return answer[1];
  const named = commands.find(({ otherNames }) => otherNames.includes(word));
  const meant =
    named?.name ??
    nearestName(
      word,
      commands.map(({ name }) => name),
    );
  return meant === undefined ? undefined : askName(commandFor(meant));
}
