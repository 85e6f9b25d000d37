import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { findChromium, openChromium } from '../../scripts/tensorboard/chromium';
import { exportModel } from '../../src/export/export-model';
import { restoreOperations, storeOperations } from '../../src/export/page/describe-page';
import { runNetwork } from '../../src/export/page/forward-pass';
import { readTrainedNetwork } from '../../src/export/read-trained-model';
import { encodePng } from '../../src/records/summaries/image';
import { pointsSpec, specOf } from '../export/sample-models';
import { type TrainedRun, writeTrainedRun } from '../export/trained-run';

const chromium = findChromium();
const title = 'the page of a model in a real browser';

(chromium === undefined ? describe.skip : describe)(
  chromium === undefined ? `${title} (skipped: no Chromium is found)` : title,
  () => {
    let folder: string;
    let browser: Browser;
    let digits: TrainedRun;
    let points: TrainedRun;

    beforeAll(async () => {
      folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-page-'));
      browser = await openChromium(chromium ?? '');
      digits = await writeTrainedRun(folder, specOf('cnn'));
      points = await writeTrainedRun(folder, pointsSpec);
    }, 120_000);
    afterAll(async () => {
      await browser?.close();
      fs.rmSync(folder, { recursive: true, force: true });
    });

    async function open({ model }: TrainedRun, width = 900): Promise<Page> {
      const { file } = await exportModel(model, 'page', path.join(folder, model.config.experiment));
      const context = await browser.newContext({ offline: true, viewport: { width, height: 800 } });
      const page = await context.newPage();
      page.on('pageerror', (error) => {
        throw error;
      });
      await page.goto(pathToFileURL(file).href);
      return page;
    }

    /** The outputs as the page shows them, with all their digits. */
    async function readOutputs(page: Page): Promise<number[]> {
      const cells = page.locator('#outputs td.number');
      const titles = await cells.evaluateAll((found) =>
        (found as unknown as { title: string }[]).map((cell) => cell.title),
      );
      return titles.map(Number);
    }

    /** Files are decoded behind the event that brings them. */
    async function waitForInputs(page: Page, wanted: ArrayLike<number>): Promise<void> {
      const text = Array.from(wanted).join();
      while ((await page.evaluate('inputs.join()')) !== text) await page.waitForTimeout(20);
    }

    function expectClose(found: readonly number[], expected: ArrayLike<number>): void {
      expect(found).toHaveLength(expected.length);
      for (const [id, value] of found.entries()) {
        expect(Math.abs(value - (expected[id] ?? Number.NaN))).toBeLessThan(1e-4);
      }
    }

    test('a picture that is dropped as a file gets the probabilities that Ablate gives it', async () => {
      const page = await open(digits);
      for (const example of [0, 1, 2]) {
        const raw = digits.dataset.test.inputs.subarray(784 * example, 784 * (example + 1));
        const buffer = encodePng({
          ...{ width: 28, height: 28, channels: 1 },
          pixels: Uint8Array.from(raw),
        });
        await page.setInputFiles('#file', { name: 'digit.png', mimeType: 'image/png', buffer });
        const expected = digits.probabilities.subarray(10 * example, 10 * (example + 1));
        await waitForInputs(page, raw);
        expectClose(await readOutputs(page), expected);
        const best = expected.indexOf(Math.max(...expected));
        expect(await page.locator('#answer').innerText()).toMatch(new RegExp(`^${best}: \\d`));
      }
    });

    test('a digit is drawn by mouse, and by keyboard alone', async () => {
      const page = await open(digits);
      const blank = await readOutputs(page);
      const box = await page.locator('#drawing').boundingBox();
      if (box === null) throw new Error('There is nothing to draw on');
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 5);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2, box.y + (4 * box.height) / 5, { steps: 5 });
      await page.mouse.up();
      const drawn = (await page.evaluate('[...inputs]')) as number[];
      expect(drawn.filter((value) => value > 128).length).toBeGreaterThan(28);
      await page.locator('#clear').press('Enter');
      expect(await readOutputs(page)).toEqual(blank);

      await page.keyboard.press('Shift+Tab');
      expect(await page.evaluate('document.activeElement.id')).toBe('drawing');
      for (let row = 0; row < 6; row += 1) await page.keyboard.press('ArrowUp');
      for (let row = 0; row < 12; row += 1) await page.keyboard.press('Shift+ArrowDown');
      const typed = (await page.evaluate('[...inputs]')) as number[];
      expect(typed.filter((value) => value > 128).length).toBeGreaterThan(12);
      const operations = restoreOperations(
        storeOperations(readTrainedNetwork(digits.model).operations),
      );
      expectClose(await readOutputs(page), runNetwork(operations, Float32Array.from(typed)));
      await page.keyboard.press('Delete');
      expect(await readOutputs(page)).toEqual(blank);
    });

    test('fields are filled by keyboard, a row by pasting, and what is no number is told', async () => {
      const page = await open(points);
      const [x = 0, y = 0] = points.dataset.test.inputs;
      await page.locator('body').press('Tab');
      await page.keyboard.type(String(x));
      await page.keyboard.press('Tab');
      await page.keyboard.type(String(y));
      expectClose(await readOutputs(page), points.probabilities.subarray(0, 2));
      const [, , u, v] = points.dataset.test.inputs;
      await page.locator('#row').fill(`${u}; ${v}`);
      await page.keyboard.press('Tab');
      expectClose(await readOutputs(page), points.probabilities.subarray(2, 4));
      const buffer = Buffer.from('1,2,3\n');
      await page.setInputFiles('#file', { name: 'row.csv', mimeType: 'text/csv', buffer });
      await page.locator('#error:not(:empty)').waitFor();
      expect(await page.locator('#error').innerText()).toBe(
        'row.csv: it has 3 values, and the model takes 2',
      );
    });

    test.each([390, 1280])(
      'nothing sticks out at %i pixels, in light and in dark',
      async (width) => {
        for (const run of [digits, points]) {
          const page = await open(run, width);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
          const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
          await page.emulateMedia({ colorScheme: 'light' });
          expect(await ground()).toBe('rgb(255, 255, 255)');
          await page.emulateMedia({ colorScheme: 'dark' });
          expect(await ground()).not.toBe('rgb(255, 255, 255)');
          await page.close();
        }
      },
    );
  },
);
