import fs from 'node:fs';
import { parse, stringify } from 'yaml';
import {
  type KindOf,
  keyExamples,
  kindExamples,
  minimalSpec,
} from '../../scripts/spec-reference/examples';
import {
  formatReference,
  listKinds,
  listSettings,
} from '../../scripts/spec-reference/format-reference';
import { anchors } from '../../scripts/spec-reference/format-value-kind';
import { REFERENCE_FILE } from '../../scripts/write-spec-reference';
import { planText } from '../plan/plan-samples';
import { linesOf } from '../spec/format-problems';

const reference = formatReference();
const things = Object.keys(kindExamples) as KindOf[];

/** What is wrong with a snippet, once a spec is made of it. */
function problemsOf(snippet: string): string[] {
  const minimal: object = parse(minimalSpec);
  const part: object = parse(snippet);
  const spec: Record<string, unknown> = { ...minimal, ...part };
  if ('epochs' in part) delete spec['steps'];
  const planning = planText(stringify(spec));
  return linesOf(planning.ok ? planning.warnings : planning.problems);
}

test('the reference of the language is current (npm run schema)', () => {
  expect(fs.readFileSync(REFERENCE_FILE, 'utf8')).toBe(reference);
});

test('every snippet of the reference is part of a valid spec that nothing warns of', () => {
  const snippets = [...reference.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml = '']) => yaml);
  expect(snippets.length).toBeGreaterThan(60);
  expect(snippets.flatMap((yaml) => problemsOf(yaml).map((found) => [yaml, found]))).toEqual([]);
});

test.each(things)('every kind of %s has an example that names all its settings', (of) => {
  const examples: Readonly<Record<string, string>> = kindExamples[of];
  const kinds = listKinds(of);
  expect(Object.keys(examples).sort()).toEqual([...kinds.keys()].sort());
  for (const [name, kind] of kinds) {
    const example = examples[name] ?? '';
    expect(example).toMatch(new RegExp(`\\b${name}\\b`));
    expect(problemsOf(example)).toEqual([]);
    // Of two that exclude each other, one says enough.
    for (const [setting] of listSettings(kind)) {
      if (setting !== 'clipValue') expect(example).toContain(`${setting}:`);
    }
  }
});

test('the example of a key sets it', () => {
  for (const [key, example] of Object.entries(keyExamples)) {
    expect(parse(example)).toHaveProperty(key);
  }
});

test('everything that can be set is described', () => {
  const cells = [...reference.matchAll(/^\| .* \|$/gm)].map(([row]) => row);
  expect(cells.filter((row) => /\| {2}\|$/.test(row))).toEqual([]);
  for (const of of things) {
    for (const [name, { description }] of listKinds(of))
      expect([name, description]).not.toContain(undefined);
  }
});

test('links lead to headings, none of which is there twice', () => {
  const headings = [...reference.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
  expect(new Set(headings).size).toBe(headings.length);
  const links = [...reference.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
  for (const anchor of [...links, ...anchors.values()]) expect(headings).toContain(anchor);
});
