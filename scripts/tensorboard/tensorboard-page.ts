import type { Browser, Page } from 'playwright-core';

/** The pages of TensorBoard, as its address names them. */
export type TensorBoardPageName =
  | 'timeseries'
  | 'custom_scalars'
  | 'images'
  | 'graphs'
  | 'distributions'
  | 'histograms'
  | 'hparams';

/** How long to wait for what a page is to show: other work may take most of the machine. */
export const patienceMs = 50_000;

/** How a page is opened. */
export interface PageOptions {
  /** What TensorBoard remembers between visits, by the names it gives them. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Of the window, in pixels. */
  readonly height?: number;
  /** Told of every question of the page that is answered with an error. */
  readonly onError?: (error: string) => void;
}

/** Opens one page of a TensorBoard in a window of its own. */
export async function openTensorBoardPage(
  browser: Browser,
  address: string,
  name: TensorBoardPageName,
  { settings = {}, height = 800, onError }: PageOptions = {},
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height } });
  page.setDefaultTimeout(patienceMs);
  page.on('response', (response) => {
    if (response.status() >= 400) onError?.(`${response.status()} ${response.url()}`);
  });
  const remembered = JSON.stringify(JSON.stringify(settings));
  await page.addInitScript(`localStorage.setItem('_tb_global_settings', ${remembered})`);
  await page.goto(`${address}/#${name}`);
  return page;
}
