/** A table in Markdown, as GitHub renders it. */
export function formatMarkdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  alignRight: readonly number[] = [],
): string {
  const formatRow = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = header.map((_, index) => (alignRight.includes(index) ? '---:' : '---'));
  return [header, rule, ...rows].map(formatRow).join('\n');
}
