import { checkCondition } from '../../plan/checks/check-condition';
import { matchesCondition } from '../../plan/trials/match-condition';
import { parseConditions } from '../../spec/claims/parse-conditions';
import { UserError } from '../../util/user-error';
import type { RecordedRun } from './read-results';

/**
 * The runs that meet every condition, for instance `optimizer=adam`.
 *
 * @throws UserError for a condition that can't be read or that no run meets.
 */
export function filterRuns(
  runs: readonly RecordedRun[],
  filters: readonly string[],
): readonly RecordedRun[] {
  return filters.reduce<readonly RecordedRun[]>((left, filter) => {
    const parsing = parseConditions(filter);
    if (!parsing.ok) throw describeFault(filter, parsing.fault);
    return parsing.conditions.reduce((rest, condition) => {
      const fault = checkCondition(
        condition,
        rest.map(({ config }) => config),
      );
      if (fault !== undefined) throw describeFault(filter, fault);
      return rest.filter(({ config }) => matchesCondition(config, condition));
    }, left);
  }, runs);
}

function describeFault(filter: string, fault: { message: string; hint?: string }): UserError {
  return new UserError(`--filter ${filter}: ${fault.message}`, {
    hint: fault.hint ?? 'For instance: --filter optimizer=adam',
  });
}
