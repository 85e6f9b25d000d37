import fs from 'node:fs';
import path from 'node:path';
import { ExperimentDirectory } from '../../records/experiment-directory';
import { RunDirectory } from '../../records/run-directory';
import { askMeant, askName, nearestName } from '../../spec/mistakes/nearest-name';
import { parseYaml } from '../../spec/yaml/yaml-source';
import { isThere } from '../../util/files/is-there';
import { listFolder } from '../../util/files/list-folder';
import { readBoundedFile } from '../../util/files/read-bounded-file';
import { commandFor } from '../../util/process/command-for';
import { UserError } from '../../util/user-error';

/** Files beyond this are no specs. */
const maxSpecBytes = 10_000_000;

/**
 * Names of the experiments that have results in a folder.
 *
 * @throws UserError where the folder can't be listed.
 */
export function listExperiments(resultsDir: string): string[] {
  return listFolder(resultsDir)
    .filter((entry) => entry.isDirectory() && isExperiment(path.join(resultsDir, entry.name)))
    .map(({ name }) => name)
    .sort();
}

/**
 * Finds the results of an experiment that is named by its name, its folder or its spec file.
 *
 * @throws UserError where there are none.
 */
export function findExperiment(name: string, resultsDir: string): ExperimentDirectory {
  if (isExperiment(name)) return new ExperimentDirectory(name);
  const experiment = /\.ya?ml$/i.test(name) ? readExperimentName(name, resultsDir) : name;
  const folder = path.join(resultsDir, experiment);
  if (isExperiment(folder)) return new ExperimentDirectory(folder);
  throw describeAbsence(experiment, experiment === name ? undefined : name, resultsDir);
}

/** Says why there are no results, and what would give some. */
function describeAbsence(
  experiment: string,
  spec: string | undefined,
  resultsDir: string,
): UserError {
  const known = listExperiments(resultsDir);
  const run = spec === undefined ? `${commandFor('run')} SPEC` : commandFor('run', spec);
  const folder = path.join(resultsDir, experiment);
  if (new ExperimentDirectory(folder).listRuns().length > 0) {
    return new UserError(`${folder} holds runs, but no plan.json, which says what they are of`, {
      hint: `Running the spec writes it again, and keeps what is complete: ${run}`,
    });
  }
  const place = fs.existsSync(resultsDir) ? ` in ${resultsDir}` : `: there is no ${resultsDir}`;
  return new UserError(`There are no results of ${experiment}${place}`, {
    hint:
      askMeant(experiment, known, '') ??
      (known.length > 0 && spec === undefined
        ? `There are results of: ${nameSome(known)}.`
        : `Run it first, or say where its results are with --results-dir: ${run}`),
  });
}

function nameSome(names: readonly string[]): string {
  return `${names.slice(0, 8).join(', ')}${names.length > 8 ? ', ...' : ''}`;
}

/**
 * Finds the folder of a run that is named `experiment/run` or by its folder.
 *
 * @throws UserError where there is none.
 */
export function findRun(name: string, resultsDir: string): RunDirectory {
  const candidates = [new RunDirectory(name), new RunDirectory(path.join(resultsDir, name))];
  const found =
    candidates.find(({ runFile }) => fs.existsSync(runFile)) ??
    // Whoever reads it says what is missing of it.
    candidates.find(({ statusFile, metricsFile }) => [statusFile, metricsFile].some(isThere));
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
      near !== undefined
        ? askName(`${experiment}/${near}`, '')
        : runs.length > 0
          ? `It has: ${nameSome(runs)}.`
          : `None of its runs has begun: ${commandFor('status', experiment)}`,
  });
}

/** Whether a folder is the one of an experiment. */
export function isExperiment(folder: string): boolean {
  return fs.existsSync(new ExperimentDirectory(folder).planFile);
}

function readExperimentName(file: string, resultsDir: string): string {
  let text: string;
  try {
    text = readBoundedFile(file, maxSpecBytes).toString('utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = error instanceof UserError ? error.message : code;
    const known = listExperiments(resultsDir);
    const name = path.parse(file).name;
    throw new UserError(
      `Can't read ${file}: ${code === 'ENOENT' ? 'there is no such file' : reason}`,
      known.length === 0
        ? {}
        : {
            hint: `Results are found by name too: ${known.includes(name) ? name : nameSome(known)}`,
          },
    );
  }
  const yaml = parseYaml(text, file);
  const name = yaml.ok ? yaml.source.value['name'] : undefined;
  if (typeof name === 'string') return name;
  throw new UserError(`${file} has no experiment's name`, {
    hint: `This says what is wrong with it: ${commandFor('validate', file)}`,
  });
}
