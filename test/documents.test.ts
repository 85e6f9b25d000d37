import fs from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from '../scripts/project-root';

/** Every file of some folders of the project, relative to its root, with `/` between the parts. */
const files = ['src', 'test', 'scripts', 'experiments'].flatMap((folder) =>
  fs
    .readdirSync(path.join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.split(path.sep).join('/')}`),
);

/** What is written for those who change the code. */
const documents = [
  'CONTRIBUTING.md',
  ...files.filter((file) => file.startsWith('src/') && file.endsWith('/README.md')),
];

/** `a-{b,c}.ts` stands for `a-b.ts` and `a-c.ts`. */
function expandBraces(name: string): string[] {
  const [, before = '', choices, behind = ''] = /^(.*)\{(.*)\}(.*)$/.exec(name) ?? [];
  return choices?.split(',').map((choice) => before + choice + behind) ?? [name];
}

/** Whether a file of the project ends like this; `*` stands for anything in a name. */
function isThere(name: string): boolean {
  const pattern = name.replaceAll('.', '\\.').replaceAll('*', '[^/]*');
  return files.some((file) => new RegExp(`(^|/)${pattern}$`).test(file));
}

describe.each(documents)('%s', (document) => {
  const text = fs.readFileSync(path.join(PROJECT_ROOT, document), 'utf8');

  it('names only files that are there', () => {
    const names = [...text.matchAll(/`([\w./{},*-]+\.ts)`/g)].map(([, name]) => name ?? '');
    const missing = names.flatMap(expandBraces).filter((name) => !isThere(name));
    expect(missing).toEqual([]);
  });

  it('links only to files that are there', () => {
    const folder = path.dirname(path.join(PROJECT_ROOT, document));
    const links = [...text.matchAll(/\]\(([^):#]+)\)/g)].map(([, link]) => link ?? '');
    expect(links.filter((link) => !fs.existsSync(path.join(folder, link)))).toEqual([]);
  });
});
