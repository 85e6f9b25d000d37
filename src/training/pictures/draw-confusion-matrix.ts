import type { Image } from '../../records/summaries/image';
import { blend, Canvas, type Color, colors, measureText } from './canvas';

/** Narrow enough that TensorBoard shows ten classes at their size: it shrinks what is over 350 pixels. */
const leastCell = { width: 30, height: 28 };
const right: Color = [33, 102, 172];

/**
 * Draws a confusion matrix: rows are true classes, columns predictions, each cell with its count,
 * coloured by its share of the row; hits blue, mistakes red.
 *
 * @param matrix `[label][prediction]`.
 */
export function drawConfusionMatrix(
  matrix: readonly (readonly number[])[],
  classNames: readonly string[],
): Image {
  const names = classNames.map((name) => name.slice(0, 6));
  const longestName = Math.max(...names.map((name) => measureText(name)));
  const cell = { ...leastCell, width: Math.max(leastCell.width, longestName + 6) };
  const margin = longestName + 30;
  const canvas = new Canvas(
    margin + cell.width * names.length + 8,
    36 + cell.height * names.length + 8,
  );
  canvas.writeCentered('predicted', margin + (cell.width * names.length) / 2, 8, colors.faint);
  canvas.write('true', 4, 22, colors.faint);
  for (const [row, counts] of matrix.entries()) {
    const top = 36 + row * cell.height;
    const total = counts.reduce((sum, count) => sum + count, 0);
    canvas.writeCentered(names[row] ?? '', margin / 2 + 8, top + cell.height / 2, colors.ink);
    for (const [column, count] of counts.entries()) {
      const left = margin + column * cell.width;
      if (row === 0) {
        canvas.writeCentered(names[column] ?? '', left + cell.width / 2, 25, colors.ink);
      }
      const share = total === 0 ? 0 : count / total;
      // Mistakes are few: the square root makes a share of one in a hundred visible.
      const shade = row === column ? share : Math.sqrt(share);
      const color = blend(colors.paper, row === column ? right : colors.wrong, shade);
      canvas.fill(left, top, cell.width - 1, cell.height - 1, color);
      const text = shade > 0.55 ? colors.paper : count === 0 ? colors.faint : colors.ink;
      canvas.writeCentered(String(count), left + cell.width / 2, top + cell.height / 2, text);
    }
  }
  return canvas.toImage();
}
