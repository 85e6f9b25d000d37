import { commandFor } from '../util/command-for';

/** What is wrong with a command line, and where to read on. */
export interface UsageExplanation {
  readonly message: string;
  readonly hint: string;
}

/**
 * Says in the words of a user what the parser of the command line found.
 *
 * @param message the parser's
 * @param args the command line behind `ablate`
 * @param commands names of all commands
 */
export function explainUsage(
  message: string,
  args: readonly string[],
  commands: readonly string[],
): UsageExplanation {
  const [first = ''] = args;
  const allCommands = `\`${commandFor('--help')}\` lists the commands and their options.`;
  if (!commands.includes(first)) {
    const isUnknown = message.startsWith('Unknown argument') && /^[^-]/.test(first);
    return { message: isUnknown ? `There is no command ${first}` : message, hint: allCommands };
  }
  const help = `\`${commandFor(first, '--help')}\``;
  if (message.startsWith('Not enough non-option arguments')) {
    return {
      message: `ablate ${first}: something is missing`,
      hint: `${help} says what it takes.`,
    };
  }
  if (/^Unknown arguments?: \w/.test(message)) {
    const override = 'settings of a spec are overridden like this: --set seeds=3';
    return { message, hint: `${help} lists the options; ${override}` };
  }
  return { message, hint: `${help} lists the options.` };
}
