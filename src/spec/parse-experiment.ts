import { parse as parseYamlValue } from 'yaml';
import { type ExperimentSpec, experimentSchema, settingsShape } from './experiment-schema';
import { explainIssue } from './explain-issue';
import { keysAt } from './schema-keys';
import { isMapping, type Mapping, setAtPath, splitPath } from './settings-path';
import type { SpecProblem } from './spec-problem';
import { parseYaml, type SpecPath, type YamlSource } from './yaml-source';

/** Where the parts of a spec were written. */
export interface SpecSource {
  readonly fileName: string;
  /** The spec as written, with the overrides of the command line, before defaults. */
  readonly raw: Mapping;
  /** The place of a setting: in the file, or the option that overrode it. */
  locate(path: SpecPath, part?: 'key' | 'value'): Pick<SpecProblem, 'source' | 'line' | 'column'>;
}

/** A spec, or everything that is wrong with it. */
export type SpecParsing =
  | { readonly ok: true; readonly spec: ExperimentSpec; readonly source: SpecSource }
  | { readonly ok: false; readonly problems: readonly SpecProblem[] };

/**
 * Parses the text of a spec.
 *
 * @param overrides `path=value` as given with `--set`; values are YAML.
 */
export function parseExperiment(
  text: string,
  fileName: string,
  overrides: readonly string[] = [],
): SpecParsing {
  const yaml = parseYaml(text, fileName);
  if (!yaml.ok) return yaml;
  const applied = applyOverrides(yaml.source, overrides);
  if (!applied.ok) return applied;
  const { source } = applied;

  const complete = fillFromAxes(source.raw);
  const result = experimentSchema.safeParse(complete);
  if (result.success) return { ok: true, spec: result.data, source };
  const keys = (path: SpecPath) => keysAt(experimentSchema, path, complete);
  const problems = result.error.issues
    .flatMap((issue) => explainIssue(issue, complete, keys))
    .map(
      ({ path, part, message, hint }): SpecProblem => ({
        ...source.locate(path, part),
        message,
        ...(hint === undefined || hint === '' ? {} : { hint }),
      }),
    );
  return { ok: false, problems: sortByPlace(problems) };
}

/** An axis states a setting as a whole, so that the spec need not state it once more. */
function fillFromAxes(raw: Mapping): Mapping {
  const filled = { ...raw };
  for (const axes of [raw['grid'], raw['zip']]) {
    for (const [axis, values] of Object.entries(isMapping(axes) ? axes : {})) {
      const isSetting = axis in settingsShape && !(axis in raw);
      if (isSetting && Array.isArray(values) && values.length > 0) filled[axis] = values[0];
    }
  }
  return filled;
}

type Applied =
  | { readonly ok: true; readonly source: SpecSource }
  | { readonly ok: false; readonly problems: readonly SpecProblem[] };

function applyOverrides(yaml: YamlSource, overrides: readonly string[]): Applied {
  let raw = yaml.value as Mapping;
  const options = new Map<string, string>();
  const problems: SpecProblem[] = [];
  for (const override of overrides) {
    const option = `--set ${override}`;
    const equals = override.indexOf('=');
    if (equals < 1) {
      problems.push({
        source: option,
        message: 'is not of the form path=value',
        hint: 'For instance: --set optimizer.learningRate=1e-3',
      });
      continue;
    }
    const path = override.slice(0, equals).trim();
    try {
      const value: unknown = parseYamlValue(override.slice(equals + 1));
      raw = setAtPath(raw, splitPath(path), value);
      options.set(path, option);
    } catch (error) {
      const [reason] = (error as Error).message.split('\n');
      problems.push({ source: option, message: `the value is not valid YAML: ${reason}` });
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    source: {
      fileName: yaml.fileName,
      raw: isMapping(raw) ? raw : {},
      locate(path, part) {
        const option = findOption(options, path);
        return option === undefined
          ? { source: yaml.fileName, ...yaml.locate(path, part) }
          : { source: option };
      },
    },
  };
}

/** The option that set this path, or something around it. */
function findOption(options: ReadonlyMap<string, string>, path: SpecPath): string | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const option = options.get(path.slice(0, length).join('.'));
    if (option !== undefined) return option;
  }
  return undefined;
}

function sortByPlace(problems: readonly SpecProblem[]): SpecProblem[] {
  return problems.toSorted(
    (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
}
