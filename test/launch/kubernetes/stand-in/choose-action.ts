import type { PodFailurePolicy } from 'kubernetes-types/batch/v1';

/** What is to be done of a pod that has failed. */
export type FailureAction = 'Ignore' | 'Count' | 'FailIndex' | 'FailJob';

/** How a pod has failed. */
export interface PodFailure {
  readonly exitCode: number;
  /** Whether the cluster took it away. */
  readonly isDisrupted: boolean;
}

/** What a pod failure policy says, by the first of its rules that holds. */
export function chooseAction(
  policy: PodFailurePolicy | undefined,
  { exitCode, isDisrupted }: PodFailure,
): FailureAction {
  for (const { action, onExitCodes, onPodConditions } of policy?.rules ?? []) {
    const isListed = onExitCodes?.values.includes(exitCode) === true;
    const matches =
      onExitCodes === undefined
        ? isDisrupted && onPodConditions?.some(({ type }) => type === 'DisruptionTarget') === true
        : isListed === (onExitCodes.operator === 'In');
    if (matches) return action as FailureAction;
  }
  return 'Count';
}
