const escapeCode = '\u001b';

/**
 * Control characters of both sets, and those that turn the direction of writing, which make text
 * look like another. Line ends and tabs may pass. The colors and weights of `colors.ts` come first:
 * hidden and blinking text is not among them.
 */
const controls =
  /\p{Cc}\[(?:[0-4]|7|9|2[2-9]|[349][0-7]|[34]9|10[0-7])m|(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Makes what would steer a terminal visible, as `\u001b` and the like, which is also how JSON writes
 * it: names, questions, results and errors may come from anybody's file.
 *
 * @param keepsColors whether colors are shown on the stream that the text is for; else those in the
 * text are not ours
 */
export function escapeControls(text: string, keepsColors: boolean): string {
  return text.replace(controls, (match) => {
    const isColor = match.length > 1;
    if (isColor && keepsColors && match.startsWith(escapeCode)) return match;
    return formatCode(match) + match.slice(1);
  });
}

function formatCode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
