import type { Page } from 'playwright-core';
import { patienceMs } from '../../scripts/tensorboard/tensorboard-page';

/** The names of the runs in the run selector of the Time Series page, once the last is there. */
export async function readRunSelector(page: Page, lastName: string): Promise<string[]> {
  const selector = page.locator('runs-data-table');
  await selector.getByText(lastName, { exact: true }).waitFor();
  const texts = await selector.locator('tb-data-table-content-row').allInnerTexts();
  return texts.map((text) => text.trim());
}

/** Reads the table below the curves of a tag on the Time Series page: the last value of each run. */
export async function readScalarCard(
  page: Page,
  tag: string,
  lastRun: string,
): Promise<Map<string, number>> {
  await page.locator('metrics-tag-filter-component input').fill(`^${tag}$`);
  // The card writes its tag in two parts, to shorten the first where there is no room.
  const [group, name] = tag.split('/');
  const cards = page.locator('metrics-filtered-view-component scalar-card');
  const card = cards.filter({ hasText: RegExp(`${group}\\s*/${name}`) });
  await card.getByText(lastRun, { exact: true }).waitFor();
  const rows = await card.locator('tb-data-table-content-row').allInnerTexts();
  return new Map(
    rows.map((row) => {
      const [run = '', _smoothed, value] = row.split(/\s+/).filter((cell) => cell !== '');
      return [run, Number(value)] as const;
    }),
  );
}

/** Reads the table of the HParams page once it shows a trial: a list of cells per row, the header first. */
export async function readHParamsTable(page: Page, trials: readonly string[]): Promise<string[][]> {
  const table = page.locator('tf-hparams-table-view');
  for (const trial of trials) await table.getByText(trial, { exact: true }).waitFor();
  const texts = await table.locator('vaadin-grid-cell-content').allInnerTexts();
  // Between the cells stand those of check boxes and of rows that are folded in.
  const cells = texts
    .map((text) => text.trim())
    .filter((text) => text !== '' && text !== 'Show Metrics');
  const width = cells.findIndex((text) => trials.includes(text));
  return Array.from({ length: cells.length / width }, (_, row) =>
    cells.slice(row * width, (row + 1) * width),
  );
}

/** A picture as the Images page shows it. */
export interface ShownImage {
  readonly run: string;
  readonly tag: string;
  /** In pixels of the picture itself. */
  readonly width: number;
  readonly height: number;
}

/** What an element of the Images page holds of the browser's own types. */
interface ImageLoader {
  readonly run: string;
  readonly tag: string;
  readonly shadowRoot: {
    querySelector(name: 'img'): { naturalWidth: number; naturalHeight: number } | null;
  };
}

/** Reads the pictures of a tag on the Images page once as many as are told are decoded. */
export async function readImages(page: Page, tag: string, count: number): Promise<ShownImage[]> {
  await page.locator('tf-tag-filterer input').fill(`^${tag}$`);
  // What is found stands in a group of its own above the others.
  const found = page.locator('tf-category-paginated-view').first().locator('tf-image-loader');
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const all = await found.evaluateAll(describeImages);
    const decoded = all.filter((image) => image.tag === tag && image.width > 0);
    if (decoded.length === count) return decoded;
    if (Date.now() > deadline) throw new Error(`Not shown in time: ${JSON.stringify(all)}`);
    await page.waitForTimeout(100);
  }
}

/** Runs in the page. */
function describeImages(loaders: readonly unknown[]): ShownImage[] {
  return (loaders as readonly ImageLoader[]).map(({ run, tag, shadowRoot }) => {
    const image = shadowRoot.querySelector('img');
    return { run, tag, width: image?.naturalWidth ?? 0, height: image?.naturalHeight ?? 0 };
  });
}

/** Reads the boxes and the shapes on the arrows of the Graphs page once a box is there. */
export async function readGraph(
  page: Page,
  lastBox: string,
): Promise<{ boxes: string[]; shapes: string[] }> {
  await page.locator(`g.node[data-name="${lastBox}"]`).waitFor();
  const boxes = await page.locator('g.node').all();
  return {
    boxes: await Promise.all(boxes.map(async (box) => String(await box.getAttribute('data-name')))),
    shapes: await page.locator('tf-graph-scene textPath').allTextContents(),
  };
}
