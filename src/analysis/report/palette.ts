/** The colours of reports and of what they plot, by name: light, and dark on screens that are. */
export const palette = `:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1c2128; --faint: #8a929c; --grid: #e3e6ea; --panel: #f5f7f9;
  --good: #14743c; --bad: #b3261e; --open: #8a5a00;
  --series-1: #1f6fb4; --series-2: #d1600a; --series-3: #2b8a3e; --series-4: #b3261e;
  --series-5: #7a4fb5; --series-6: #8c564b; --series-7: #c2418f; --series-8: #5c6773;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14181d; --ink: #e6e9ed; --faint: #8a939e; --grid: #2c333b; --panel: #1d232a;
    --good: #6fce91; --bad: #ff8f87; --open: #e8b55c;
    --series-1: #6cb2f2; --series-2: #ffa057; --series-3: #6fce91; --series-4: #ff8f87;
    --series-5: #c0a1f0; --series-6: #cf9f92; --series-7: #f28fca; --series-8: #aab4c0;
  }
}`;
