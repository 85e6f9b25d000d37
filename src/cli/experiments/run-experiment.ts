import path from 'node:path';
import type { PlanSurvey } from '../../analysis/results/survey-plan';
import type { DatasetSources } from '../../datasets/dataset-sources';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import { ExperimentDirectory } from '../../records/experiment-directory';
import type { OutputFormat } from '../options/output-format';
import type { SpecOptions } from '../options/spec-options';
import { answerExperiment, type GridAnswer } from './answer-experiment';
import { type ExecutionOptions, executeStages } from './execute-stages';

/** What `ablate run` is told. */
export interface RunOptions extends SpecOptions, Omit<ExecutionOptions, 'isOwner' | 'deadlineMs'> {
  readonly resultsDir: string;
  /** Whether results of other settings may be put aside unasked, however many. */
  readonly replace: boolean;
  readonly checkClaims: boolean;
  /** `none` for a command that has an answer of its own. */
  readonly format: OutputFormat | 'none';
}

/** Runs what is missing of one experiment and ranks its trials; answers where programs ask. */
export async function runExperiment(
  plan: ExperimentPlan,
  survey: PlanSurvey,
  sources: DatasetSources,
  options: RunOptions,
): Promise<{ readonly code: number; readonly answer: GridAnswer | undefined }> {
  const directory = directoryOf(plan, options);
  const startedMs = performance.now();
  const context = { directory, sources, options: { ...options, isOwner: true } };
  const { isWell, isInterrupted, reached } = await executeStages(plan, survey, context);
  const results = { directory, ...reached };
  return answerExperiment(results, options, { isWell, isInterrupted, startedMs });
}

/** The folder of an experiment. */
export function directoryOf(
  plan: ExperimentPlan,
  { resultsDir }: Pick<RunOptions, 'resultsDir'>,
): ExperimentDirectory {
  return new ExperimentDirectory(path.join(resultsDir, plan.experiment));
}
