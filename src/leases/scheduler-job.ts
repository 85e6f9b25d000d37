type Variables = Readonly<Record<string, string | undefined>>;

/** What the scheduler that started this process calls its job; undefined where none did. */
export function schedulerJob(variables: Variables = process.env): string | undefined {
  const {
    SLURM_ARRAY_JOB_ID: array,
    SLURM_ARRAY_TASK_ID: task,
    SLURM_JOB_ID: job,
    JOB_COMPLETION_INDEX: index,
    ABLATE_KUBERNETES_JOB: indexed,
    ABLATE_KUBERNETES_NODE: node,
  } = variables;
  if (array !== undefined && task !== undefined) return `Slurm job ${array}_${task}`;
  if (job !== undefined) return `Slurm job ${job}`;
  if (indexed !== undefined && index !== undefined) {
    const place = node === undefined || node === '' ? '' : ` on ${node}`;
    return `Kubernetes job ${indexed}-${index}${place}`;
  }
  return index === undefined ? undefined : `Kubernetes index ${index}`;
}
