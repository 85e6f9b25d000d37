import type { TrainingSession, TrainingTask } from '../../engine/engine';
import type { Image } from '../../records/summaries/image';
import { drawDecisionBoundary } from './draw-decision-boundary';
import { drawFilters } from './draw-filters';
import { drawFittedCurve } from './draw-fitted-curve';
import { drawMistakes } from './draw-mistakes';

/** Pictures by name; a picture that the data has no use for is left out. */
export type Pictures = Readonly<Record<string, Image>>;

/** What is worth seeing again and again while a network learns. */
export function drawProgress(session: TrainingSession, { dataset }: TrainingTask): Pictures {
  return keepDrawn({
    'decision-boundary': drawDecisionBoundary(dataset, (inputs) => session.predictInputs(inputs)),
    'fitted-curve': drawFittedCurve(dataset, (inputs) => session.predictInputs(inputs)),
  });
}

/**
 * What is worth seeing once a network has learnt.
 *
 * @param progress what `drawProgress` gave for the network as it is, where that is known.
 */
export function drawResult(
  session: TrainingSession,
  task: TrainingTask,
  mistakes: Parameters<typeof drawMistakes>[1],
  progress: Pictures = drawProgress(session, task),
): Pictures {
  const { dataset } = task;
  const [kernel] = Object.values(session.observe(['weights'], Int32Array.of(0)).weights ?? {});
  return keepDrawn({
    ...progress,
    misclassified: drawMistakes(dataset, mistakes),
    'first-layer-filters': kernel && drawFilters(kernel, dataset.inputShape),
  });
}

function keepDrawn(pictures: Record<string, Image | undefined>): Pictures {
  return Object.fromEntries(
    Object.entries(pictures).flatMap(([name, image]) =>
      image === undefined ? [] : [[name, image]],
    ),
  );
}
