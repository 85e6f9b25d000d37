import type { Image } from '../../records/summaries/image';
import type { PredictedTarget } from './draw-predictions';
import { ink } from './figure';
import { layPlot, plotColors, rangeOf } from './scatter-plot';

/**
 * Draws what predictions of test examples err by, over the predictions: a cloud about 0 without a shape
 * if nothing is left to learn.
 *
 * @throws UserError where the library that draws does not load.
 */
export function drawResiduals({ name, actual, predicted }: PredictedTarget): Image {
  const residuals = Float64Array.from(
    { length: actual.length },
    (_, at) => (actual[at] as number) - (predicted[at] as number),
  );
  const [left, right] = rangeOf(predicted);
  const [bottom, top] = rangeOf(residuals, [0]);
  const plot = layPlot(
    { left, right, bottom, top },
    { x: `predicted ${name}`, y: 'true - predicted' },
    200,
  );
  plot.drawLine([left, right], [0, 0], plotColors.line, 1);
  plot.drawPoints(predicted, residuals);
  const { figure, box } = plot;
  figure.write('residuals of test examples', box.left, 12, { align: 'left', color: ink.faint });
  return figure.toImage();
}
