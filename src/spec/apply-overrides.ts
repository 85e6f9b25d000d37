import { findBlockage } from './axes/blocked-path';
import { isPrefix, type Mapping, setAtPath, splitPath, valueAt } from './settings-path';
import type { SpecProblem } from './spec-problem';
import type { SpecSource } from './spec-source';
import { parseYamlValue, type SpecPath, type YamlSource } from './yaml/yaml-source';

/** A spec with the overrides of the command line that could be applied. */
export interface Overriding {
  readonly source: SpecSource;
  readonly overridden: readonly Overridden[];
  /** What is wrong with the others. */
  readonly problems: readonly SpecProblem[];
}

/** A setting that the command line gave. */
export interface Overridden {
  readonly path: SpecPath;
  /** The option as typed. */
  readonly option: string;
}

/** How long a run is can be said in two ways, of which one override replaces the other. */
const alternatives: ReadonlyMap<string, string> = new Map([
  ['steps', 'epochs'],
  ['epochs', 'steps'],
]);

/**
 * Applies overrides in order; their settings are located in the options that gave them.
 *
 * @param overrides `path=value` as given with `--set`; values are YAML.
 */
export function applyOverrides(yaml: YamlSource, overrides: readonly string[]): Overriding {
  let raw: Mapping = yaml.value;
  const overridden: Overridden[] = [];
  const problems: SpecProblem[] = [];
  for (const override of overrides) {
    const option = `--set ${override}`;
    const [, path, text] = /^([^\s.=]+(?:\.[^\s.=]+)*)=(.*)$/s.exec(override.trim()) ?? [];
    if (path === undefined || text === undefined) {
      const hint = 'For instance: --set optimizer.learningRate=1e-3';
      problems.push({ source: option, message: 'is not of the form path=value', hint });
      continue;
    }
    const parsed = parseYamlValue(text);
    if (!parsed.ok) {
      problems.push({ source: option, message: parsed.message });
      continue;
    }
    const keys = splitOverride(path);
    const blockage = findBlockage(raw, keys);
    if (blockage !== undefined) {
      problems.push({ source: option, ...blockage });
      continue;
    }
    raw = setAtPath(withoutAlternative(raw, path, overridden), keys, parsed.value);
    overridden.push({ path: keys, option });
  }
  const locate: SpecSource['locate'] = (path, part) => {
    const option = findOption(overridden, path) ?? findMaker(overridden, path, yaml.value);
    return option === undefined ? yaml.locate(path, part) : { source: option };
  };
  return { source: { fileName: yaml.fileName, raw, locate }, overridden, problems };
}

/** Axes are keys that hold points themselves: `grid.optimizer.learningRate` has two parts. */
function splitOverride(path: string): SpecPath {
  const [, section, axis] = /^(grid|zip|sample\.axes)\.(.+)$/.exec(path) ?? [];
  return section === undefined || axis === undefined
    ? splitPath(path)
    : [...section.split('.'), axis];
}

function withoutAlternative(raw: Mapping, path: string, earlier: readonly Overridden[]): Mapping {
  const other = alternatives.get(path);
  if (other === undefined || earlier.some((override) => override.path[0] === other)) return raw;
  return Object.fromEntries(Object.entries(raw).filter(([key]) => key !== other));
}

/** The last option that set this path or something around it. */
function findOption(overridden: readonly Overridden[], path: SpecPath): string | undefined {
  return overridden.findLast((override) => isPrefix(override.path, path))?.option;
}

/** The option that made something which the file does not have, by setting a part of it. */
function findMaker(
  overridden: readonly Overridden[],
  path: SpecPath,
  written: Mapping,
): string | undefined {
  if (path.length === 0 || valueAt(written, path) !== undefined) return undefined;
  return overridden.findLast((override) => isPrefix(path, override.path))?.option;
}

/** Finds overrides that do nothing, because an axis sets the same in every trial. */
export function checkOverrides(
  overridden: readonly Overridden[],
  axes: readonly string[],
): SpecProblem[] {
  return overridden.flatMap(({ path, option }) => {
    const axis = axes.find((name) => isPrefix(splitPath(name), path));
    if (axis === undefined) return [];
    return [
      {
        source: option,
        message: `has no effect: the axis \`${axis}\` sets it in every trial`,
        hint: `Override the axis instead: --set 'grid.${axis}=[...]'`,
      },
    ];
  });
}
