import fs from 'node:fs';
import path from 'node:path';
import { ExperimentDirectory } from '../records/experiment-directory';
import { RunDirectory } from '../records/run-directory';
import { askMeant, askName, nearestName } from '../spec/nearest-name';
import { parseYaml } from '../spec/yaml-source';
import { listFolder } from '../util/list-folder';
import { readBoundedFile } from '../util/read-bounded-file';
import { UserError } from '../util/user-error';

/** Files beyond this are no specs. */
const maxSpecBytes = 10_000_000;

/**
 * Names of the experiments that have results in a folder.
 *
 * @throws UserError where the folder can't be listed.
 */
export function listExperiments(resultsDir: string): string[] {
  return listFolder(resultsDir)
    .filter((entry) => entry.isDirectory() && hasPlan(path.join(resultsDir, entry.name)))
    .map(({ name }) => name)
    .sort();
}

/**
 * Finds the results of an experiment that is named by its name, its folder or its spec file.
 *
 * @throws UserError where there are none.
 */
export function findExperiment(name: string, resultsDir: string): ExperimentDirectory {
  if (hasPlan(name)) return new ExperimentDirectory(name);
  const experiment = /\.ya?ml$/i.test(name) ? readExperimentName(name) : name;
  const folder = path.join(resultsDir, experiment);
  if (hasPlan(folder)) return new ExperimentDirectory(folder);
  const known = listExperiments(resultsDir);
  throw new UserError(`There are no results of ${experiment} in ${resultsDir}`, {
    hint:
      askMeant(experiment, known, '') ??
      (known.length > 0
        ? `There are results of: ${known.join(', ')}.`
        : 'Run it first, or say where its results are with --results-dir.'),
  });
}

/**
 * Finds the folder of a run that is named `experiment/run` or by its folder.
 *
 * @throws UserError where there is none.
 */
export function findRun(name: string, resultsDir: string): RunDirectory {
  const candidates = [new RunDirectory(name), new RunDirectory(path.join(resultsDir, name))];
  const found = candidates.find(({ runFile }) => fs.existsSync(runFile));
  if (found !== undefined) return found;
  const experiment = path.dirname(name);
  if (experiment === '.') {
    throw new UserError(`${name} is no run`, {
      hint: 'Name a run as experiment/run, for instance quickstart/adam-lr1e-3_glorotUniform-s0.',
    });
  }
  const runs = findExperiment(experiment, resultsDir)
    .listRuns()
    .map((run) => run.name);
  const near = nearestName(path.basename(name), runs);
  throw new UserError(`${experiment} has no run ${path.basename(name)}`, {
    hint:
      near === undefined
        ? `It has: ${runs.slice(0, 8).join(', ')}${runs.length > 8 ? ', ...' : ''}.`
        : askName(`${experiment}/${near}`, ''),
  });
}

function hasPlan(folder: string): boolean {
  return fs.existsSync(new ExperimentDirectory(folder).planFile);
}

function readExperimentName(file: string): string {
  let text: string;
  try {
    text = readBoundedFile(file, maxSpecBytes).toString('utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = error instanceof UserError ? error.message : code;
    throw new UserError(
      `Can't read ${file}: ${code === 'ENOENT' ? 'there is no such file' : reason}`,
    );
  }
  const yaml = parseYaml(text, file);
  const name = yaml.ok ? yaml.source.value['name'] : undefined;
  if (typeof name === 'string') return name;
  throw new UserError(`${file} has no experiment's name`, {
    hint: `\`ablate validate ${file}\` says what is wrong with it.`,
  });
}
