import { compareExperiment } from '../../src/cli/commands/answers/compare-command';
import { type CapturedOutput, captureOutput } from './capture-output';

/** Options of planning as a command line without any gives them, but for downloads. */
export const plainPlanning = {
  set: undefined,
  limit: undefined,
  engine: undefined,
  threads: undefined,
  dataDir: undefined,
  download: false,
} as const;

/** What `ablate compare EXPERIMENT` prints. */
export function captureComparison(experiment: string, resultsDir: string): Promise<CapturedOutput> {
  return captureOutput(() =>
    compareExperiment({
      experiment,
      resultsDir,
      metric: undefined,
      by: undefined,
      filter: undefined,
      columns: undefined,
      format: 'table',
      checkClaims: false,
    }),
  );
}
