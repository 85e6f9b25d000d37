import { palette } from './palette';

/** The style of reports: light and dark, for the screen and for paper. Nothing is loaded. */
export const reportStyle = `
${palette}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 4rem;
  background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif;
}
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; border-bottom: 1px solid var(--grid); padding-bottom: .25rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
p { max-width: 46rem; }
.name, .note, figcaption { color: var(--faint); font-size: .9rem; }
.question { font-size: 1.15rem; }
.answer { background: var(--panel); border-left: 4px solid var(--series-1); padding: .75rem 1rem; margin-top: .75rem; max-width: 52rem; overflow-wrap: anywhere; }
.answer p { font-weight: 600; margin: 0; max-width: none; }
.answer ul { margin: .5rem 0 0; padding-left: 1.2rem; }
.answer li { margin: .15rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .88rem; }
th, td { text-align: left; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--grid); vertical-align: top; }
th { font-weight: 600; white-space: nowrap; }
.tuned th { white-space: normal; vertical-align: bottom; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.below { display: block; color: var(--faint); font-size: .92em; }
.supported, .best, .better { color: var(--good); }
.refuted, .worse, .failed, .damaged { color: var(--bad); }
.inconclusive, .diverged, .stopped, .killed, .lost { color: var(--open); }
.ranking, .troubles, .claims { width: 100%; }
.ranking .verdict { min-width: 9rem; }
.name, .label { overflow-wrap: break-word; }
td.name, td.label { color: var(--ink); font-size: inherit; }
.troubles td.label { width: 40%; }
.claims .verdict { font-weight: 600; white-space: nowrap; }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
ul { padding-left: 1.2rem; }
figure { margin: .75rem 0 1.5rem; overflow-x: auto; }
figure svg { max-width: 100%; height: auto; display: block; }
.matrices { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; }
.matrices figure { margin: 0; max-width: 100%; }
.matrix { font-size: .72rem; }
.matrix td, .matrix th { text-align: center; vertical-align: middle; min-width: 2rem; padding: .25rem .12rem; border: 1px solid var(--grid); font-variant-numeric: tabular-nums; }
.matrix tbody th { text-align: right; padding-right: .4rem; }
.matrix .upright th { vertical-align: bottom; padding: .4rem .1rem; }
.matrix .upright span { writing-mode: vertical-rl; transform: rotate(180deg); }
.matrix td { background: color-mix(in srgb, var(--series-1) calc(var(--share) * 60%), transparent); print-color-adjust: exact; }
.matrix td.miss { background: color-mix(in srgb, var(--bad) calc(var(--share) * 60%), transparent); }
details { margin: .5rem 0; }
summary { cursor: pointer; }
@media screen and (max-width: 44rem) {
  body { padding: 1rem .9rem 3rem; }
  .ranking thead { display: none; }
  .ranking tr { display: grid; grid-template-columns: auto 1fr; column-gap: .6rem; padding: .5rem 0; border-bottom: 1px solid var(--grid); }
  .ranking td { border: 0; padding: .05rem 0; }
  .ranking td[data-title] { grid-column: 2; display: flex; flex-wrap: wrap; gap: 0 .5rem; text-align: left; }
  .ranking td[data-title]::before { content: attr(data-title); color: var(--faint); min-width: 7rem; }
  .ranking td[data-title]:empty { display: none; }
  .ranking td.name { font-weight: 600; }
  .ranking td.verdict { grid-column: 2; }
  .below { display: inline; }
  .ranking .verdict .below { display: block; }
  .matrix { font-size: .65rem; }
  .matrix td, .matrix th { min-width: 1.55rem; padding: .2rem .05rem; }
}
@media print {
  @page { margin: 15mm; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  p, .answer { max-width: none; }
  h1 { margin-top: 0; }
  h2, h3 { break-after: avoid; }
  tr, figure, .effect, .answer { break-inside: avoid; }
  .scroll, figure { overflow: visible; }
  .ranking td, .ranking th { padding-right: .5rem; }
  .matrix { font-size: min(7pt, calc(165mm / (var(--classes) + 4) / 2.6)); }
  .matrix td, .matrix th { min-width: 2em; padding: .2em .1em; }
  .matrices h3 { font-size: 8pt; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
}
`;
