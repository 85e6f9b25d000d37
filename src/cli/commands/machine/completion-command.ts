import { completionScripts, shells } from '../../completion/completion-script';
import { exitCodes } from '../../exit-codes';
import { defineCommand } from '../../options/define-command';
import { choiceOption } from '../../options/option-kinds';
import { UsageError } from '../../options/usage-error';
import { print } from '../../output/print';

const shell = choiceOption('The shell that is to complete: bash or zsh', shells);

/** `ablate completion SHELL` */
export const completionCommand = defineCommand({
  arguments: {
    shell: { ...shell, declaration: { ...shell.declaration, type: 'string', demandOption: true } },
  },
  options: {},
  examples: ['completion bash >> ~/.bashrc', 'completion zsh >> ~/.zshrc'],
  run: (options) => {
    if (options.shell === undefined)
      throw new UsageError(`Say which shell: ${shells.join(' or ')}`);
    print(completionScripts[options.shell].trimEnd());
    return exitCodes.ok;
  },
});
