import type { Dataset } from '../../datasets/dataset';
import type { TensorData } from '../../engine/engine';
import type { Image } from '../../records/summaries/image';
import { ink } from './figure';
import { layPlot, plotColors, rangeOf } from './scatter-plot';

/** Places where the network is asked: about one a pixel. */
const placeCount = 300;

/**
 * Draws what a network predicts over the only input, and the training points.
 *
 * @param predictionsAt asks the network: inputs `[count, 1]` to `[count, 1]`.
 * @returns undefined unless the data have one input and one target.
 * @throws UserError where the library that draws does not load.
 */
export function drawFittedCurve(
  { inputShape, targets, scale, offset, train }: Dataset,
  predictionsAt: (inputs: Float32Array) => TensorData,
): Image | undefined {
  const [target, ...others] = targets?.names ?? [];
  if (inputShape.length !== 1 || inputShape[0] !== 1) return undefined;
  if (target === undefined || others.length > 0) return undefined;
  const { inputs, labels } = train;
  const [left, right] = rangeOf(inputs);
  const raw = Float32Array.from(
    { length: placeCount },
    (_, place) => left + ((right - left) * place) / (placeCount - 1),
  );
  const { values } = predictionsAt(raw);
  const [bottom, top] = rangeOf(labels);
  const toInput = (value: number): number => value * scale + offset;
  const extent = { left: toInput(left), right: toInput(right), bottom, top };
  const plot = layPlot(extent, { x: 'input', y: target }, 220);
  plot.drawPoints(Float32Array.from(inputs, toInput), labels);
  plot.drawLine(raw.map(toInput), values, plotColors.line, 2);
  const { figure, box } = plot;
  figure.disc(box.left + 4, 12, 4, plotColors.points);
  figure.write('training points', box.left + 12, 12, { align: 'left', color: ink.faint });
  const x = box.left + 12 + figure.measure('training points') + 18;
  figure.fill({ left: x, top: 11, width: 14, height: 2 }, plotColors.line);
  figure.write('predicted', x + 19, 12, { align: 'left', color: ink.faint });
  return figure.toImage();
}
