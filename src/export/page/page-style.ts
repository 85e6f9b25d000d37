import { palette } from '../../analysis/report/palette';

/** The style of exported pages: light and dark. Nothing is loaded. */
export const pageStyle = `
${palette}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 56rem; padding: 1.5rem 1.25rem 3rem;
  background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif;
}
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .25rem; overflow-wrap: anywhere; }
p { margin: .25rem 0 1rem; }
.note { color: var(--faint); font-size: .9rem; }
main { display: flex; flex-wrap: wrap; gap: 2rem; align-items: flex-start; }
section { flex: 1 1 18rem; min-width: 0; }
canvas { width: 100%; max-width: 20rem; image-rendering: pixelated; border: 1px solid var(--faint); touch-action: none; cursor: crosshair; display: block; }
canvas:focus-visible, button:focus-visible, input:focus-visible, textarea:focus-visible { outline: 3px solid var(--series-1); outline-offset: 2px; }
.dropping { outline: 3px dashed var(--series-1); outline-offset: .5rem; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin: .75rem 0; }
button, input, textarea { font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--faint); border-radius: .3rem; padding: .25rem .6rem; max-width: 100%; }
.actions label { min-width: 0; max-width: 100%; }
input[type=file] { width: 100%; }
textarea { width: 100%; min-height: 4.5rem; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: .6rem; }
.fields input { width: 100%; }
.fields label { min-width: 0; font-size: .85rem; display: grid; gap: .15rem; overflow-wrap: anywhere; }
#answer { font-size: 1.15rem; font-weight: 600; min-height: 1.7rem; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th { text-align: left; font-weight: 400; padding: .15rem .6rem .15rem 0; overflow-wrap: anywhere; }
td { padding: .15rem 0; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; padding-left: .6rem; }
td.bar { width: 55%; }
td.bar span { display: block; height: .8rem; background: var(--series-1); width: 0; }
tr.best th, tr.best td { font-weight: 600; }
.error { color: var(--bad); }
`;
