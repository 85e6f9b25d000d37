import type { Page } from 'playwright-core';
import type { TensorBoardPageName } from '../tensorboard/tensorboard-page';

/** A picture of the README: a page of TensorBoard, brought to where it shows what it is for. */
export interface Scene {
  /** Name of the picture, without `.png`. */
  readonly name: string;
  /** The experiment shown: the name of its spec here, without `.yaml`. */
  readonly experiment: 'digits' | 'moons';
  readonly page: TensorBoardPageName;
  /** Chooses what is to be seen, and waits until it is there. */
  readonly prepare: (page: Page) => Promise<void>;
}

/** What TensorBoard remembers of a visitor who has made room for the curves. */
export const visitorSettings = {
  timeSeriesSettingsPaneOpened: false,
  stepSelectorEnabled: false,
  scalarSmoothing: 0.3,
  sideBarWidthInPercent: 24,
};

/** Every picture, in the order of the README. */
export const scenes: readonly Scene[] = [
  {
    name: 'time-series',
    experiment: 'digits',
    page: 'timeseries',
    prepare: async (page) => {
      await page
        .locator('metrics-tag-filter-component input')
        .fill('^(accuracy|loss)/(test|train)');
      await page.locator('metrics-filtered-view-component scalar-card').nth(3).waitFor();
      // Puts the list of suggestions away.
      await page.keyboard.press('Escape');
    },
  },
  {
    name: 'hparams',
    experiment: 'moons',
    page: 'hparams',
    prepare: async (page) => {
      await page.getByText('Parallel Coordinates View').click();
      const title = page.locator('tf-hparams-parallel-coords-plot').getByText('test/accuracy');
      const { x, y, width, height } = (await title.boundingBox()) ?? missing('the axis');
      // The line that ends highest on this axis is the best trial.
      await page.mouse.click(x + width / 2 - 20, y + height + 10);
      await page.locator('tf-hparams-session-group-values').first().waitFor();
    },
  },
  {
    name: 'graph',
    experiment: 'digits',
    page: 'graphs',
    prepare: (page) => page.locator('g.node[data-name="train"]').waitFor(),
  },
  {
    name: 'findings',
    experiment: 'digits',
    page: 'images',
    prepare: async (page) => {
      await filterRuns(page, 'adam-lr1e-3_relu');
      await page.locator('tf-image-loader img').nth(2).waitFor();
    },
  },
  {
    name: 'decision-boundaries',
    experiment: 'moons',
    page: 'images',
    prepare: async (page) => {
      await filterRuns(page, 'h(2|16)_lr0.1_(tanh|relu)');
      await filterTags(page, '^decision-boundary');
      await page.locator('tf-image-loader img').nth(3).waitFor();
    },
  },
  {
    name: 'histograms',
    experiment: 'digits',
    page: 'histograms',
    prepare: async (page) => {
      await filterRuns(page, 'adam-lr1e-3');
      await filterTags(page, '^activations/(conv|fc)');
      await page.locator('tf-histogram-loader').nth(5).waitFor();
    },
  },
];

function filterRuns(page: Page, pattern: string): Promise<void> {
  return page.locator('tf-runs-selector input').first().fill(pattern);
}

function filterTags(page: Page, pattern: string): Promise<void> {
  return page.locator('tf-tag-filterer input').fill(pattern);
}

function missing(what: string): never {
  throw new Error(`TensorBoard does not show ${what}`);
}
