/** Text that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
}

/** A name that may be broken behind each `_`, `.` and `/`, where it has no spaces. */
export function breakable(name: string): Html {
  return new Html(escapeHtml(name).replace(/[_./]/g, '$&<wbr>'));
}

type Part = Html | string | number | undefined | readonly Part[];

/** A template of HTML: what is inserted is escaped, unless it is HTML already; lists are joined. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const text = strings.map((string, index) => string + render(parts[index])).join('');
  return new Html(text);
}

function render(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return part.map(render).join('');
}

/** Escapes text for elements and for attributes in double quotes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
