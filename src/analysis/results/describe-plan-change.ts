import type { ExperimentPlan } from '../../plan/plan-experiment';
import { relateSettings } from '../../plan/relate-settings';
import { formatStableJson } from '../../util/stable-json';
import { describeChange } from './describe-change';
import { listDifferences } from './list-differences';

/** Parts of a plan that say what becomes of its results. */
const parts = ['claims', 'metric', 'published', 'question', 'description', 'tags'] as const;

/** What two plans of an experiment differ in, in words; undefined where they are the same. */
export function describePlanChange(then: ExperimentPlan, now: ExperimentPlan): string | undefined {
  const known = new Map(then.runs.map((run) => [run.runId, run]));
  const planned = new Set(now.runs.map(({ runId }) => runId));
  const changed = now.runs.flatMap((run) => {
    const before = known.get(run.runId);
    if (before === undefined || before.configHash === run.configHash) return [];
    // Such results serve the plan of now.
    return relateSettings(before, run).kind === 'observed' ? [] : [{ before, run }];
  });
  const [first] = changed;
  const newCount = now.runs.filter(({ runId }) => !known.has(runId)).length;
  const leftCount = then.runs.filter(({ runId }) => !planned.has(runId)).length;
  const others = parts.filter(
    (part) => formatStableJson(then[part]) !== formatStableJson(now[part]),
  );
  const changes = [
    ...(first === undefined
      ? []
      : [
          describeChange(
            listDifferences(
              { seed: first.before.seed, ...first.before.settings },
              { seed: first.run.seed, ...first.run.settings },
            ),
          ),
        ]),
    ...(newCount > 0 ? [`${countRuns(newCount)} more`] : []),
    ...(leftCount > 0 ? [`${countRuns(leftCount)} less`] : []),
    ...(others.length > 0 ? [`other ${others.join(', ')}`] : []),
  ];
  return changes.length === 0 ? undefined : changes.join('; ');
}

function countRuns(count: number): string {
  return count === 1 ? '1 run' : `${count} runs`;
}
