import { quoteForShell } from '../../util/process/command-for';
import type { WorkerRequest } from '../submit/scheduler';
import { workExitCodes } from '../submit/work-exit-codes';
import { defaultSignalSeconds, planLimits } from './job-limits';

/** What the scripts are made of; `work` and `collect` are whole command lines. */
type ScriptRequest = Omit<WorkerRequest, 'folder' | 'passedOn' | 'program' | 'container'>;

/**
 * The script of an array of workers. Bash stays beside the worker: it hands on the signal that comes
 * before the end, and has Slurm start this task again, and no other, where work is left.
 */
export function formatWorkerScript(request: ScriptRequest): string {
  const { experiment, workers, timeMs, cpus, work } = request;
  const limits = timeMs === undefined ? undefined : planLimits(timeMs);
  const signalSeconds = limits?.signalSeconds ?? defaultSignalSeconds;
  const deadline = limits === undefined ? [] : ['--for', `${limits.workSeconds}s`];
  return joinLines([
    ...formatHead(request, {
      'job-name': nameJob(experiment),
      array: `0-${workers - 1}`,
      'cpus-per-task': String(cpus),
      ...(limits === undefined ? {} : { time: String(limits.minutes) }),
      signal: `B:USR2@${signalSeconds}`,
      output: '%A_%a.log',
    }),
    '',
    'trap \'again=yes; kill -USR2 "$worker" 2>/dev/null\' USR2 TERM',
    `${formatCommand([...work, ...deadline])} &`,
    'worker=$!',
    '# A signal ends the wait, not the worker.',
    'again=yes',
    'while [ "$again" = yes ]; do',
    '  again=no',
    '  wait "$worker"',
    '  code=$?',
    'done',
    '',
    '# 140, 143: the signal came before the worker listened.',
    'case $code in',
    `${workExitCodes.comeAgain} | 140 | 143)`,
    '  task=$SLURM_JOB_ID',
    '  # Without the number of the task, all of them would start again.',
    '  if [ -n "$SLURM_ARRAY_TASK_ID" ]; then',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: of the shell.
    '    task=${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}',
    '  fi',
    '  # One that was cancelled runs no more, and stays so; one that was preempted starts again by itself.',
    '  state=$(squeue --noheader --jobs "$SLURM_JOB_ID" --format %T)',
    '  if [ "$state" = RUNNING ]; then',
    '    scontrol requeue "$task" && exit 0',
    '    echo "Slurm does not start it again. To go on: submit the spec again."',
    '  fi',
    '  ;;',
    'esac',
    'exit "$code"',
  ]);
}

/** The script of the job that collects what the workers left. */
export function formatCollectScript(request: ScriptRequest): string {
  return joinLines([
    ...formatHead(request, {
      'job-name': `${nameJob(request.experiment)}-collect`,
      output: 'collect-%j.log',
    }),
    '',
    `exec ${formatCommand(request.collect)}`,
  ]);
}

function formatHead(
  { environment }: ScriptRequest,
  options: Readonly<Record<string, string>>,
): string[] {
  const both = { ...options, 'open-mode': 'append', requeue: undefined };
  return [
    '#!/bin/bash',
    ...Object.entries(both).map(([name, value]) =>
      value === undefined ? `#SBATCH --${name}` : `#SBATCH --${name}=${value}`,
    ),
    '',
    ...Object.entries(environment).map(
      ([name, value]) => `export ${name}=${quoteForShell(value, 'linux')}`,
    ),
  ];
}

/** A name that needs no quotes, which lines of options do not take alike in all versions. */
function nameJob(experiment: string): string {
  return `ablate-${experiment.replaceAll(/[^\w.-]/g, '-')}`;
}

function formatCommand(words: readonly string[]): string {
  return words.map((word) => quoteForShell(word, 'linux')).join(' ');
}

function joinLines(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
