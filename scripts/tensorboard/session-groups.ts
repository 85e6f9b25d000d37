import type { TensorBoardServer } from './tensorboard-server';

/** A trial on the HParams page. */
export interface SessionGroup {
  readonly name: string;
  readonly hparams: Readonly<Record<string, unknown>>;
  /** Means over the seeds, by tag. */
  readonly metrics: Readonly<Record<string, number>>;
  /** How each run stands, by its name. */
  readonly statuses: Readonly<Record<string, string>>;
}

/** The trials of the HParams page by name. */
export async function askSessionGroups(server: TensorBoardServer): Promise<SessionGroup[]> {
  const tags = ['accuracy/test', 'loss/test', 'accuracy/train', 'loss/train'];
  const answer = (await server.post('hparams/session_groups', {
    allowedStatuses: ['STATUS_SUCCESS', 'STATUS_FAILURE', 'STATUS_UNKNOWN', 'STATUS_RUNNING'],
    colParams: tags.map((tag) => ({ metric: { tag, group: '' } })),
    startIndex: 0,
    sliceSize: 100,
    aggregationType: 'AGGREGATION_AVG',
  })) as { sessionGroups: AnsweredGroup[] };
  const groups = answer.sessionGroups.map(({ name, hparams, metricValues = [], sessions }) => ({
    name,
    hparams,
    metrics: Object.fromEntries(metricValues.map((metric) => [metric.name.tag, metric.value])),
    statuses: Object.fromEntries(sessions.map((session) => [session.name, session.status])),
  }));
  return groups.sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface AnsweredGroup {
  readonly name: string;
  readonly hparams: Readonly<Record<string, unknown>>;
  readonly metricValues?: readonly { readonly name: { readonly tag: string }; value: number }[];
  readonly sessions: readonly { readonly name: string; readonly status: string }[];
}
