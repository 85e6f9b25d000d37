import fs from 'node:fs';
import path from 'node:path';
import { PNG } from 'pngjs';
import { PROJECT_ROOT } from '../../scripts/project-root';
import { scenes } from '../../scripts/readme/scenes';

const readme = fs.readFileSync(path.join(PROJECT_ROOT, 'README.md'), 'utf8');
const pictures = [...readme.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map(
  ([, text = '', file = '']) => ({ text, file }),
);
const shown = pictures.filter(({ file }) => file.endsWith('.png'));

test('the README shows every picture that the script takes, and no other', () => {
  const files = scenes.map(({ name }) => `scripts/readme/${name}.png`);
  expect(shown.map(({ file }) => file)).toEqual(files);
});

test.each(shown)('$file is a picture, and told in words', ({ text, file }) => {
  const { width, height } = PNG.sync.read(fs.readFileSync(path.join(PROJECT_ROOT, file)));
  expect([width, height]).toEqual([1280, 960]);
  expect(text.length).toBeGreaterThan(40);
});

test('the figure of tuned optimizers is told in words, light and dark, and small', () => {
  const drawn = pictures.filter(({ file }) => !file.endsWith('.png'));
  expect(drawn.map(({ file }) => file)).toEqual(['results/published/tuned-optimizers.svg']);
  expect(drawn[0]?.text.length).toBeGreaterThan(40);
  const svg = fs.readFileSync(path.join(PROJECT_ROOT, drawn[0]?.file ?? ''), 'utf8');
  expect(svg).toMatch(/^<svg [^>]*><style>[^<]*prefers-color-scheme: dark/);
  expect(svg).toContain('fill="var(--paper)"');
  expect(svg.length).toBeLessThan(60_000);
});

test('all pictures together stay small enough for a clone', () => {
  const sizes = shown.map(({ file }) => fs.statSync(path.join(PROJECT_ROOT, file)).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(800_000);
});
