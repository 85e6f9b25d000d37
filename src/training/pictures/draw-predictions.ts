import type { Image } from '../../records/summaries/image';
import { ink } from './figure';
import { layPlot, plotColors, rangeOf } from './scatter-plot';

/** A target of test examples with what was predicted, in its units. */
export interface PredictedTarget {
  readonly name: string;
  readonly actual: ArrayLike<number>;
  readonly predicted: ArrayLike<number>;
}

/**
 * Draws predictions of test examples against what is true: all on the diagonal if they were right.
 *
 * @throws UserError where the library that draws does not load.
 */
export function drawPredictions({ name, actual, predicted }: PredictedTarget): Image {
  const [low, high] = rangeOf(actual, predicted);
  const extent = { left: low, right: high, bottom: low, top: high };
  const plot = layPlot(extent, { x: `true ${name}`, y: 'predicted' }, 290);
  plot.drawLine([low, high], [low, high], plotColors.line, 1);
  plot.drawPoints(actual, predicted);
  const { figure, box } = plot;
  const count = `${actual.length} test example${actual.length === 1 ? '' : 's'}`;
  figure.write(count, box.left, 12, { align: 'left', color: ink.faint });
  return figure.toImage();
}
