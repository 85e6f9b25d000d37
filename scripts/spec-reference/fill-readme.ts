import { type KindOf, kindExamples } from './examples';
import { listKinds } from './format-reference';

/** `<!-- optimizer -->...<!-- -->`, in which the names of all optimizers are put. */
const listPattern = /(<!-- (\w+) -->).*?(<!-- -->)/g;

/**
 * The README with the names of what a spec may name between its marks, in the order of the schema.
 *
 * @throws Error where a mark names nothing that has kinds.
 */
export function fillReadme(markdown: string): string {
  return markdown.replaceAll(listPattern, (_, start: string, of: string, end: string) => {
    if (!isKindOf(of)) throw new Error(`Nothing of the schema is called ${of}`);
    const names = [...listKinds(of).keys()].map((name) => `\`${name}\``);
    return start + names.join(', ') + end;
  });
}

/** What has its names listed in the README. */
export function listFilled(markdown: string): string[] {
  return [...markdown.matchAll(listPattern)].map(([, , of = '']) => of);
}

function isKindOf(name: string): name is KindOf {
  return name in kindExamples;
}
