import fs from 'node:fs';
import path from 'node:path';
import { isExperiment, listExperiments } from '../../analysis/results/find-results';
import { ExperimentDirectory } from '../../records/experiment-directory';
import { listFolder } from '../../util/files/list-folder';
import type { CommandEntry } from '../commands/registry';
import type { Command } from '../options/define-command';
import type { Option } from '../options/option';
import { defaultResultsFolder } from '../options/results-options';

/**
 * What the last word of a command line may become: commands, options, their values, specs, experiments
 * and runs. Nothing where the shell knows better, for instance of other files.
 *
 * @param words the command line behind the name of the program, to the word that is being written.
 */
export async function completeWords(
  words: readonly string[],
  commands: readonly CommandEntry[],
): Promise<string[]> {
  const current = words.at(-1) ?? '';
  const fitting = (all: readonly string[]): string[] =>
    all.filter((one) => one.startsWith(current));
  const [name, ...behind] = words;
  if (behind.length === 0) {
    const general = current.startsWith('-') ? ['--help', '--version'] : [];
    return fitting([...commands.map((command) => command.name), ...general]);
  }
  const entry = commands.find((command) => command.name === name);
  if (entry === undefined || behind.slice(0, -1).includes('--')) return [];
  const command = await entry.load();
  if (current.startsWith('-')) return fitting(listOptions(command));
  const { waiting, placed } = sortWords(behind.slice(0, -1), command);
  if (waiting !== undefined) return fitting(choicesOf(waiting));
  return fitting(completeArgument(entry, command, placed.length, words));
}

function listOptions({ options }: Command): string[] {
  const names = Object.entries(options).map(([name, { declaration }]) =>
    declaration.type === 'boolean' && declaration.default === true ? `no-${name}` : name,
  );
  return [...names, 'help'].map((name) => `--${name}`);
}

function choicesOf({ declaration: { choices } }: Option<unknown>): string[] {
  return Array.isArray(choices) ? choices.map(String) : [];
}

interface SortedWords {
  /** The option that the last word gives no value yet. */
  readonly waiting: Option<unknown> | undefined;
  /** Words that are arguments. */
  readonly placed: readonly string[];
}

function sortWords(words: readonly string[], { options }: Command): SortedWords {
  const placed: string[] = [];
  let waiting: Option<unknown> | undefined;
  for (const word of words) {
    if (waiting !== undefined) waiting = undefined;
    else if (word.startsWith('--')) {
      const option = word.includes('=') ? undefined : options[word.slice(2)];
      if (option?.declaration.type !== 'boolean') waiting = option;
    } else if (!word.startsWith('-')) placed.push(word);
  }
  return { waiting, placed };
}

/** What may stand at a place, by the name that the argument has in the words of the command. */
function completeArgument(
  { name, words: pattern }: CommandEntry,
  command: Command,
  place: number,
  words: readonly string[],
): string[] {
  const patterns = pattern.split(' ').slice(1);
  const isRepeated = patterns.at(-1)?.includes('..') === true;
  const at = isRepeated ? Math.min(place, patterns.length - 1) : place;
  const argument = /[\w-]+/.exec(patterns[at] ?? '')?.[0];
  if (argument === undefined) return [];
  const choices = choicesOf(command.arguments[argument] ?? { declaration: {}, read: noValue });
  if (choices.length > 0) return choices;
  const current = words.at(-1) ?? '';
  const resultsDir = findResultsFolder(words);
  switch (argument) {
    case 'spec':
      return listSpecs(current);
    case 'experiment':
      return listExperimentNames(resultsDir);
    case 'run':
    case 'other':
      return listRuns(resultsDir, current);
    case 'name':
      return name === 'init'
        ? []
        : [...listExperimentNames(resultsDir), ...listRuns(resultsDir, current)];
    default:
      return [];
  }
}

const noValue = (): { readonly value: undefined } => ({ value: undefined });

function findResultsFolder(words: readonly string[]): string {
  const index = words.indexOf('--results-dir');
  const joined = words.find((word) => word.startsWith('--results-dir='));
  const named = index < 0 ? joined?.slice('--results-dir='.length) : words[index + 1];
  return named ?? defaultResultsFolder;
}

function listExperimentNames(resultsDir: string): string[] {
  return fs.existsSync(resultsDir) ? listExperiments(resultsDir) : [];
}

/** `mnist/` as long as the word has no slash, then `mnist/adam-s0`. */
function listRuns(resultsDir: string, current: string): string[] {
  const experiment = current.slice(0, current.lastIndexOf('/'));
  if (!current.includes('/')) return listExperimentNames(resultsDir).map((name) => `${name}/`);
  const folder = path.join(resultsDir, experiment);
  if (!isExperiment(folder)) return [];
  return new ExperimentDirectory(folder).listRuns().map(({ name }) => `${experiment}/${name}`);
}

/** YAML files in the folder of the word, and folders to go on in. */
function listSpecs(current: string): string[] {
  const folder = current.includes('/') ? current.slice(0, current.lastIndexOf('/') + 1) : '';
  return listFolder(folder === '' ? '.' : folder)
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .flatMap((entry) => {
      if (entry.isDirectory()) return [`${folder}${entry.name}/`];
      return /\.ya?ml$/i.test(entry.name) ? [`${folder}${entry.name}`] : [];
    })
    .sort();
}
