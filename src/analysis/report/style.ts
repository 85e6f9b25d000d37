/** The style of reports: light and dark, for the screen and for paper. Nothing is loaded. */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1c2128; --faint: #8a929c; --grid: #e3e6ea; --panel: #f5f7f9;
  --good: #14743c; --bad: #b3261e; --open: #8a5a00;
  --series-1: #1f6fb4; --series-2: #d1600a; --series-3: #2b8a3e; --series-4: #b3261e;
  --series-5: #7a4fb5; --series-6: #8c564b; --series-7: #c2418f; --series-8: #5c6773;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181d; --ink: #e6e9ed; --faint: #8a939e; --grid: #2c333b; --panel: #1d232a;
    --good: #6fce91; --bad: #ff8f87; --open: #e8b55c;
    --series-1: #6cb2f2; --series-2: #ffa057; --series-3: #6fce91; --series-4: #ff8f87;
    --series-5: #c0a1f0; --series-6: #cf9f92; --series-7: #f28fca; --series-8: #aab4c0;
  }
}
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
.answer { background: var(--panel); border-left: 4px solid var(--series-1); padding: .75rem 1rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .88rem; }
th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--grid); vertical-align: top; }
th { font-weight: 600; white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.supported, .best, .better { color: var(--good); }
.refuted, .worse, .failed, .damaged { color: var(--bad); }
.inconclusive, .diverged { color: var(--open); }
.label { white-space: nowrap; }
.verdict { font-weight: 600; white-space: nowrap; }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
figure { margin: .5rem 0 1.5rem; overflow-x: auto; }
figure svg { max-width: 100%; height: auto; display: block; }
.matrix td, .matrix th { text-align: center; min-width: 2.6rem; padding: .25rem .4rem; border: 1px solid var(--grid); }
.matrix td { background: color-mix(in srgb, var(--series-1) calc(var(--share) * 60%), transparent); font-variant-numeric: tabular-nums; }
.matrices { display: flex; flex-wrap: wrap; gap: 2rem; }
details { margin: .5rem 0; }
summary { cursor: pointer; }
@media print { body { max-width: none; padding: 0; } h2 { break-after: avoid; } figure { break-inside: avoid; } }
`;
