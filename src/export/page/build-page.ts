import fs from 'node:fs';
import path from 'node:path';
import { type Html, html, Html as RawHtml } from '../../analysis/report/html';
import { nameInput } from '../describe-model';
import type { TrainedModel, TrainedNetwork } from '../read-trained-model';
import { storeOperations } from './describe-page';
import { pageScript } from './page-script';
import { pageStyle } from './page-style';

/** As many inputs have a field of their own; all have a place in the row below. */
const maxFields = 100;

/** Builds a page that runs a network by itself: no other file, no net. */
export function buildPage(
  { config, metadata }: TrainedModel,
  network: TrainedNetwork,
  description: string,
): string {
  const { inputShape, outputName, outputCount, operations } = network;
  const areProbabilities = outputName === 'probabilities';
  const names = metadata.classNames;
  const outputNames =
    names.length === outputCount
      ? names
      : Array.from({ length: outputCount }, (_, index) => `output ${index + 1}`);
  const data = {
    inputShape,
    areProbabilities,
    outputNames,
    usual: network.features.map(({ category, usual }) =>
      category === undefined ? Number(usual.toPrecision(4)) : Math.round(usual),
    ),
    operations: storeOperations(operations),
  };
  const entry =
    inputShape.length === 3 ? drawingEntry(inputShape) : fieldEntry(inputShape[0] ?? 1, network);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src blob: data:">
<title>${config.runId}</title>
<style>${new RawHtml(pageStyle)}</style>
</head>
<body>
<h1>${config.experiment}: ${config.trial}</h1>
<p class="note">${description}. The model runs in this page; nothing leaves it.</p>
<main>
<section id="entry">
${entry}
<p id="error" class="error" role="alert"></p>
</section>
<section>
<p id="answer" role="status"></p>
<table id="outputs" aria-label="${areProbabilities ? 'Probabilities' : 'Outputs'}"></table>
</section>
</main>
<script>
const MODEL = ${new RawHtml(JSON.stringify(data).replaceAll('<', '\\u003c'))};
const { runNetwork } = (() => {
const exports = {};
${new RawHtml(readForwardPass())}
return exports;
})();
${new RawHtml(pageScript)}
</script>
</body>
</html>
`;
  return page.text;
}

function drawingEntry([height, width, channels]: readonly number[]): Html {
  const colors = channels === 1 ? 'light on dark' : 'in color';
  return html`<canvas id="drawing" tabindex="0" role="img" aria-label="Drawing of ${width} by ${height} pixels, ${colors}" aria-describedby="keys"></canvas>
<div class="actions"><button id="clear" type="button">Clear</button>
<label>Picture or row of numbers <input id="file" type="file" accept="image/*,.csv,.tsv,.txt"></label></div>
<p id="keys" class="note">Draw ${colors}, or drop a file. By keyboard: arrows move, with Shift they draw, Space makes a dot, Delete clears.</p>`;
}

function fieldEntry(count: number, { features }: TrainedNetwork): Html {
  const fields = Array.from({ length: Math.min(count, maxFields) }, (_, index) => {
    const feature = features[index];
    return feature === undefined ? `input ${index + 1}` : nameInput(feature);
  });
  return html`<div class="fields">${fields.map(
    (name) => html`<label>${name} <input type="number" step="any" inputmode="decimal"></label>`,
  )}</div>
<p><label for="row">All ${count} inputs as a row, separated by commas</label></p>
<textarea id="row" spellcheck="false"></textarea>
<div class="actions"><label>File with a row <input id="file" type="file" accept=".csv,.tsv,.txt"></label></div>`;
}

/** The forward pass as it is compiled, which is plain JavaScript. */
function readForwardPass(): string {
  const file = path.join(__dirname, 'forward-pass.js');
  return fs.readFileSync(file, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
}
