import type { Command } from '../options/define-command';
import type { KnownCommand } from '../options/explain-usage';

/** A command as `--help` lists it; what it takes and does is loaded when it is called. */
export interface CommandEntry extends KnownCommand {
  /** Its name and its arguments, as the parser takes them: `diff <run> <other>`. */
  readonly words: string;
  readonly describe: string;
  readonly load: () => Promise<Command>;
  /** Whether what stands behind `--` is for another program. */
  readonly passesOn: boolean;
}

/** All commands, in the order of `--help`. */
export const commands: readonly CommandEntry[] = [
  enter(
    'init [name]',
    'Write a first spec, to be run and changed',
    async () => (await import('./specs/init-command.js')).initCommand,
    ['new', 'create', 'template'],
  ),
  enter(
    'run <spec..>',
    'Train what is missing of experiments and rank their trials',
    async () => (await import('./grids/run-command.js')).runCommand,
    ['train', 'start', 'launch', 'exec', 'execute', 'sweep', 'tune', 'fit', 'resume', 'continue'],
  ),
  enter(
    'work <experiment>',
    'Train runs of a planned experiment that nobody else has, beside others on any machine',
    async () => (await import('./grids/work-command.js')).workCommand,
    ['worker', 'agent', 'join', 'help-out'],
  ),
  enter(
    'submit <spec..>',
    'Have a scheduler train what is missing of experiments, on as many machines as it has',
    async () => (await import('./grids/submit-command.js')).submitCommand,
    ['sbatch', 'slurm', 'queue', 'enqueue'],
    { passesOn: true },
  ),
  enter(
    'collect <experiment>',
    'Rank the trials of what was submitted, and complete its files',
    async () => (await import('./grids/collect-command.js')).collectCommand,
    ['gather', 'finish', 'merge'],
  ),
  enter(
    'cancel <experiment>',
    'End what was submitted of an experiment; runs end with checkpoints',
    async () => (await import('./grids/cancel-command.js')).cancelCommand,
    ['scancel', 'abort'],
  ),
  enter(
    'unlock <name>',
    'Take an experiment or a run away from a process that is gone, and say whose it was',
    async () => (await import('./grids/unlock-command.js')).unlockCommand,
    ['release', 'force-unlock'],
  ),
  enter(
    'reproduce [spec..]',
    'Run experiments and compare what they measure with what was published',
    async () => (await import('./grids/reproduce-command.js')).reproduceCommand,
  ),
  enter(
    'plan <spec..>',
    'Show the runs of experiments, and what running them would do, without running any',
    async () => (await import('./specs/plan-command.js')).planCommand,
    ['expand', 'dry-run', 'preview'],
  ),
  enter(
    'validate <spec..>',
    'Check experiments and report every problem, with its line',
    async () => (await import('./specs/validate-command.js')).validateCommand,
    ['check', 'lint'],
  ),
  enter(
    'data <spec..>',
    'Show the data of experiments as their runs see them, and what is odd about them',
    async () => (await import('./specs/data-command.js')).dataCommand,
    ['dataset', 'datasets', 'describe', 'examine'],
  ),
  enter(
    'compare <experiment>',
    'Rank the trials of an experiment, with intervals and paired differences over seeds',
    async () => (await import('./answers/compare-command.js')).compareCommand,
    ['show', 'rank', 'best', 'results', 'summary', 'stats'],
  ),
  enter(
    'list',
    'List the experiments in the results folder, the one worked on last first',
    async () => (await import('./answers/list-command.js')).listCommand,
    ['ls', 'experiments'],
  ),
  enter(
    'note <experiment> [text]',
    'Note something of an experiment, for list, status and report, or show what was noted',
    async () => (await import('./results/note-command.js')).noteCommand,
    ['comment', 'annotate', 'tag'],
  ),
  enter(
    'archive <name>',
    'Move an experiment or a run out of sight, or bring it back (--restore)',
    async () => (await import('./results/archive-command.js')).archiveCommand,
    ['hide', 'restore', 'unarchive'],
  ),
  enter(
    'delete <name>',
    'Delete an experiment or a run for good, after a question',
    async () => (await import('./results/delete-command.js')).deleteCommand,
    ['rm', 'remove', 'del', 'prune'],
  ),
  enter(
    'status [experiment..]',
    'Show how experiments stand, and what running them again would do',
    async () => (await import('./answers/status-command.js')).statusCommand,
    ['ps', 'jobs', 'runs', 'info'],
  ),
  enter(
    'view [experiment]',
    'Show an experiment in TensorBoard, until Ctrl-C',
    async () => (await import('./answers/view-command.js')).viewCommand,
    ['tensorboard', 'tb', 'ui', 'dashboard', 'board'],
  ),
  enter(
    'inspect <run>',
    'Print what the TensorBoard files of a run hold',
    async () => (await import('./answers/inspect-command.js')).inspectCommand,
  ),
  enter(
    'diff <run> <other>',
    'Show what differs between two runs: settings, environment, metrics',
    async () => (await import('./answers/diff-command.js')).diffCommand,
  ),
  enter(
    'report <experiment>',
    'Write the answer as one HTML page that needs nothing but itself',
    async () => (await import('./answers/report-command.js')).reportCommand,
    ['html'],
  ),
  enter(
    'predict <run> <file..>',
    'Show what the trained model of a run makes of pictures or rows',
    async () => (await import('./models/predict-command.js')).predictCommand,
    ['classify', 'infer', 'apply', 'test'],
  ),
  enter(
    'evaluate <run>',
    'Measure the trained model of a run on its own or another data set',
    async () => (await import('./models/evaluate-command.js')).evaluateCommand,
    ['eval', 'score', 'measure'],
  ),
  enter(
    'export <run>',
    'Write the trained model of a run for other programs',
    async () => (await import('./models/export-command.js')).exportCommand,
    ['convert', 'save', 'deploy'],
  ),
  enter(
    'verify <run>',
    'Run a run again and say whether it gives the same, bit for bit',
    async () => (await import('./answers/verify-command.js')).verifyCommand,
  ),
  enter(
    'gradcheck [spec]',
    'Check gradients against finite differences and between the engines',
    async () => (await import('./machine/gradcheck-command.js')).gradcheckCommand,
  ),
  enter(
    'doctor',
    'Say what is there: TensorFlow, threads, TensorBoard, data sets, disk',
    async () => (await import('./machine/doctor-command.js')).doctorCommand,
  ),
  enter(
    'completion <shell>',
    'Print what makes bash or zsh complete commands, specs, experiments and runs',
    async () => (await import('./machine/completion-command.js')).completionCommand,
    ['autocomplete', 'completions'],
  ),
];

/** Names of the arguments in the words of a command: `run` and `other` of `diff <run> <other>`. */
type ArgumentNames<Words extends string> = Words extends `${string} ${infer First} ${infer Rest}`
  ? ArgumentName<First> | ArgumentNames<` ${Rest}`>
  : Words extends `${string} ${infer Last}`
    ? ArgumentName<Last>
    : never;

type ArgumentName<Word extends string> = Word extends `<${infer Name}..>` | `[${infer Name}..]`
  ? Name
  : Word extends `<${infer Name}>` | `[${infer Name}]`
    ? Name
    : never;

/** The command has to declare the arguments that stand in its words. */
function enter<Words extends string>(
  words: Words,
  describe: string,
  load: () => Promise<Command<ArgumentNames<Words>>>,
  otherNames: readonly string[] = [],
  { passesOn = false }: { readonly passesOn?: boolean } = {},
): CommandEntry {
  const [name = ''] = words.split(' ', 1);
  return { name, words, describe, load, otherNames, passesOn };
}
