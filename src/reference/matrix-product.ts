/**
 * The three matrix products of a dense layer. All are one loop over tiles of 4 x 2 sums, which stay
 * in registers while their rows and columns are read: six loads for eight multiplications, where
 * the textbook loop needs a load and a store for each. Every sum runs over k in order.
 */

/** c = a b, with a `[m, k]`, b `[k, n]`, c `[m, n]`, all row-major. */
export function multiply(
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  m: number,
  k: number,
  n: number,
): void {
  multiplyStrided(a, k, 1, b, n, 1, c, m, k, n);
}

/** c = a^T b, with a `[k, m]`, b `[k, n]`, c `[m, n]`, all row-major. */
export function multiplyTransposedLeft(
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  m: number,
  k: number,
  n: number,
): void {
  multiplyStrided(a, 1, m, b, n, 1, c, m, k, n);
}

/** c = a b^T, with a `[m, k]`, b `[n, k]`, c `[m, n]`, all row-major. */
export function multiplyTransposedRight(
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  m: number,
  k: number,
  n: number,
): void {
  multiplyStrided(a, k, 1, b, 1, k, c, m, k, n);
}

/**
 * c = a b, where element (i, j) of a is at `i * aRow + j * aColumn` and likewise for b; c is
 * row-major. A transposed matrix is one whose strides are swapped.
 */
function multiplyStrided(
  a: Float64Array,
  aRow: number,
  aColumn: number,
  b: Float64Array,
  bRow: number,
  bColumn: number,
  c: Float64Array,
  m: number,
  k: number,
  n: number,
): void {
  const tiledRows = m - (m % 4);
  const tiledColumns = n - (n % 2);
  // Columns outside: the two columns of b in use stay in the cache for all rows of a.
  for (let j = 0; j < tiledColumns; j += 2) {
    for (let i = 0; i < tiledRows; i += 4) {
      let c00 = 0;
      let c01 = 0;
      let c10 = 0;
      let c11 = 0;
      let c20 = 0;
      let c21 = 0;
      let c30 = 0;
      let c31 = 0;
      let p = i * aRow;
      let q = j * bColumn;
      for (let l = 0; l < k; l += 1) {
        const a0 = a[p] as number;
        const a1 = a[p + aRow] as number;
        const a2 = a[p + 2 * aRow] as number;
        const a3 = a[p + 3 * aRow] as number;
        const b0 = b[q] as number;
        const b1 = b[q + bColumn] as number;
        c00 += a0 * b0;
        c01 += a0 * b1;
        c10 += a1 * b0;
        c11 += a1 * b1;
        c20 += a2 * b0;
        c21 += a2 * b1;
        c30 += a3 * b0;
        c31 += a3 * b1;
        p += aColumn;
        q += bRow;
      }
      const start = i * n + j;
      c[start] = c00;
      c[start + 1] = c01;
      c[start + n] = c10;
      c[start + n + 1] = c11;
      c[start + 2 * n] = c20;
      c[start + 2 * n + 1] = c21;
      c[start + 3 * n] = c30;
      c[start + 3 * n + 1] = c31;
    }
  }
  if (tiledColumns < n) {
    const rest = { firstRow: 0, rows: tiledRows, firstColumn: tiledColumns };
    multiplyRest(a, aRow, aColumn, b, bRow, bColumn, c, k, n, rest);
  }
  if (tiledRows < m) {
    const rest = { firstRow: tiledRows, rows: m, firstColumn: 0 };
    multiplyRest(a, aRow, aColumn, b, bRow, bColumn, c, k, n, rest);
  }
}

/**
 * What the tiles leave over, in tiles of 2 x 2: rows `firstRow` up to `rows`, columns from
 * `firstColumn`. At an odd end the last row or column is taken twice and written once. A function
 * of its own because V8 makes small functions faster: small networks are all rest.
 */
function multiplyRest(
  a: Float64Array,
  aRow: number,
  aColumn: number,
  b: Float64Array,
  bRow: number,
  bColumn: number,
  c: Float64Array,
  k: number,
  n: number,
  { firstRow, rows, firstColumn }: { firstRow: number; rows: number; firstColumn: number },
): void {
  for (let i = firstRow; i < rows; i += 2) {
    const hasRow = i + 1 < rows;
    const nextRow = hasRow ? aRow : 0;
    for (let j = firstColumn; j < n; j += 2) {
      const hasColumn = j + 1 < n;
      const nextColumn = hasColumn ? bColumn : 0;
      let c00 = 0;
      let c01 = 0;
      let c10 = 0;
      let c11 = 0;
      let p = i * aRow;
      let q = j * bColumn;
      for (let l = 0; l < k; l += 1) {
        const a0 = a[p] as number;
        const a1 = a[p + nextRow] as number;
        const b0 = b[q] as number;
        const b1 = b[q + nextColumn] as number;
        c00 += a0 * b0;
        c01 += a0 * b1;
        c10 += a1 * b0;
        c11 += a1 * b1;
        p += aColumn;
        q += bRow;
      }
      const start = i * n + j;
      c[start] = c00;
      if (hasColumn) c[start + 1] = c01;
      if (hasRow) c[start + n] = c10;
      if (hasRow && hasColumn) c[start + n + 1] = c11;
    }
  }
}
