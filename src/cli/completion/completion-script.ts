/** The word behind which the scripts hand over a command line to be completed. */
export const completionWord = '--complete-words';

/** The shells that can complete. */
export const shells = ['bash', 'zsh'] as const;

/** One of these. */
export type Shell = (typeof shells)[number];

/*
 * Both ask the program by the word that the user began the line with, so that the one completes which
 * would be run. What it has no word for is left to the shell, which knows files. Nothing stands behind a
 * name that goes on behind its slash.
 */

const bash = `# Completion of ablate for bash. To have it in every shell: ablate completion bash >> ~/.bashrc
_ablate() {
  local IFS=$'\\n'
  COMPREPLY=( $("$1" ${completionWord} "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null) )
  if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == */ ]]; then compopt -o nospace 2>/dev/null; fi
}
complete -o bashdefault -o default -F _ablate ablate
`;

const zsh = `#compdef ablate
# Completion of ablate for zsh. To have it in every shell: ablate completion zsh >> ~/.zshrc
_ablate() {
  local -a found
  found=("\${(@f)$("$words[1]" ${completionWord} "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  found=("\${(@)found:#}")
  if (( \${#found} == 0 )); then _files; return; fi
  compadd -S '' -- "\${(@M)found:#*/}"
  compadd -- "\${(@)found:#*/}"
}
if [[ "\${zsh_eval_context[-1]}" == loadautofunc ]]; then _ablate "$@"
elif (( \${+functions[compdef]} )); then compdef _ablate ablate
else autoload -Uz compinit && compinit && compdef _ablate ablate; fi
`;

/** The script that makes a shell complete command lines. */
export const completionScripts: Readonly<Record<Shell, string>> = { bash, zsh };
