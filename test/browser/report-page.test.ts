import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { findChromium, openChromium } from '../../scripts/tensorboard/chromium';
import { writeReport } from '../../src/analysis/report/write-report';
import { readResults } from '../../src/analysis/results/read-results';
import { planSample, writeResults } from '../analysis/sample-results';
import { useScratchFolder } from '../scratch-folder';

const plan = planSample(
  'question: Which optimizer, initializer and activation reach the best accuracy?',
  'grid: { optimizer: [{ type: adam, learningRate: 1e-3 }, { type: sgd, learningRate: 0.01 }], model.activation: [relu, tanh], model.initializer: [truncatedNormal, glorotUniform] }',
  'seeds: 3',
  'claims: [mean(test/accuracy | optimizer.type=adam) > mean(test/accuracy | optimizer.type=sgd)]',
);
const classNames = ['T-shirt', 'trouser', 'pullover', 'dress', 'coat'].concat([
  'sandal',
  'shirt',
  'sneaker',
  'bag',
  'ankle boot',
]);

const chromium = findChromium();
const title = 'the report in a real browser';
/** An A4 page between margins of 15 mm, in the browser's pixels of a 96th of an inch. */
const paperWidth = Math.floor(((210 - 2 * 15) / 25.4) * 96);

(chromium === undefined ? describe.skip : describe)(
  chromium === undefined ? `${title} (skipped: no Chromium is found)` : title,
  () => {
    const scratch = useScratchFolder();
    let browser: Browser;

    beforeAll(async () => {
      browser = await openChromium(chromium ?? '');
    }, 60_000);
    afterAll(() => browser?.close());

    /** Opens a report with every section, long names, failures and ten classes. */
    async function open(width: number): Promise<Page> {
      const directory = writeResults(scratch(), plan, ({ seed, trial }) =>
        trial.startsWith('sgd') && seed === 2 ? undefined : 0.9 + seed / 50 - trial.length / 100,
      );
      const row = (from: number) => classNames.map((_, to) => (from === to ? 1234 : 1 + to));
      for (const run of directory.listRuns()) {
        const confusionMatrix = classNames.map((_, from) => row(from));
        const pathologies = [{ kind: 'dead-relus', detail: 'dead ReLUs: 94 % of fc1' }];
        fs.writeFileSync(
          run.findingsFile,
          JSON.stringify({ confusionMatrix, classNames, pathologies }),
        );
      }
      const file = await writeReport(readResults(directory), path.join(scratch(), 'report.html'));
      const page = await browser.newPage({ viewport: { width, height: 844 } });
      await page.goto(pathToFileURL(file).href);
      return page;
    }

    /** How many elements, such as cells and words, stick out on the right or have to be scrolled to. */
    function listCut(page: Page): Promise<string[]> {
      return page.evaluate(`
        const edge = document.documentElement.clientWidth + 0.5;
        [...document.querySelectorAll('body *')]
          .filter((element) => {
            const { right, width } = element.getBoundingClientRect();
            return width > 0 && (right > edge || element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible');
          })
          .map((element) => element.outerHTML.slice(0, 80));
      `);
    }

    test.each([390, 820, 1280])('nothing sticks out or is cut at %i pixels', async (width) => {
      const page = await open(width);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(await listCut(page)).toEqual([]);
      await page.close();
    });

    test('nothing is cut on A4, and what is folded on the screen is printed', async () => {
      const page = await open(paperWidth);
      await page.emulateMedia({ media: 'print' });
      expect(await listCut(page)).toEqual([]);
      const settings = page.getByText('learningRate: 0.001').last();
      expect((await settings.boundingBox())?.height).toBeGreaterThan(0);
      expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
      await page.close();
    });

    test('paper is white, whatever the screen', async () => {
      const page = await open(1280);
      const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
      await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
      expect(await ground()).not.toBe('rgb(255, 255, 255)');
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      expect(await ground()).toBe('rgb(255, 255, 255)');
      await page.close();
    });
  },
);
