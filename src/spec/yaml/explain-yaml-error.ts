import {
  CST,
  type Document,
  isMap,
  isScalar,
  Lexer,
  type Node,
  visit,
  type YAMLError,
  type YAMLMap,
} from 'yaml';

/** Something wrong with a YAML text, at an offset of it. */
export interface YamlFault {
  readonly offset: number;
  readonly message: string;
  readonly hint?: string;
}

/** Specs are shallow; nothing deeper than this could be one. */
const maxDepth = 100;

/** A mapping with more keys is some table of data. */
const maxKeys = 1000;

const noTags = 'Leave it out: specs need no tags.';

/** The tags of what specs are made of; they change nothing, or turn a number into a text. */
const plainTags: ReadonlySet<string> = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`),
);

/** What is said of files that no stack can hold. */
export const tooDeep: YamlFault = {
  offset: 0,
  message: 'the file is nested too deeply for a spec',
};

/**
 * Whether lines, brackets or indicators are nested beyond bounds. Seen from the tokens, because the parser
 * recurses, and a process that runs out of stack may end without a word.
 */
export function isTooDeep(text: string): boolean {
  if (/^ {400}/m.test(text)) return true;
  let brackets = 0;
  let indicators = 0;
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token);
    if (type === 'flow-map-start' || type === 'flow-seq-start') brackets += 1;
    if (type === 'flow-map-end' || type === 'flow-seq-end') brackets -= 1;
    if (type === 'newline') indicators = 0;
    if (type === 'seq-item-ind' || type === 'explicit-key-ind') indicators += 1;
    if (Math.max(brackets, indicators) > maxDepth) return true;
  }
  return false;
}

/** Says in the words of a spec's author what the YAML parser found. */
export function explainYamlError({ code, message, pos }: YAMLError, text: string): YamlFault {
  const offset = pos[0];
  const written = text.slice(offset, pos[1]).split('\n')[0] ?? '';
  const [, open, close] = /^Flow (map|seq).* end with a ([\]}])/.exec(message) ?? [];
  if (close !== undefined) {
    const sign = open === 'map' ? '{' : '[';
    return {
      offset,
      message: `a \`${sign}\` is not closed`,
      hint: `Put a \`${close}\` behind what belongs to it.`,
    };
  }
  switch (code) {
    case 'DUPLICATE_KEY': {
      const key = /^[^:\s]+/.exec(text.slice(offset))?.[0] ?? written;
      return { offset, message: `the key \`${key}\` is there twice`, hint: 'Keep one of them.' };
    }
    case 'MULTIPLE_DOCS':
      return { offset, message: 'a second document begins here', hint: 'A file holds one spec.' };
    case 'TAB_AS_INDENT':
      return { offset, message: 'the line is indented with a tab', hint: 'YAML takes spaces.' };
    case 'TAG_RESOLVE_FAILED':
      return { offset, message: `the tag ${written} is not taken here`, hint: noTags };
    case 'MISSING_CHAR':
      if (/^Implicit map keys? need/.test(message)) {
        return { offset, message: 'a colon is missing', hint: 'Write `key: value`.' };
      }
      return {
        offset,
        message: `not valid YAML: ${firstLine(message)}`,
        hint: 'Is a bracket, a quote or a colon missing, or one too many?',
      };
    case 'UNEXPECTED_TOKEN':
      return {
        offset,
        message: `not valid YAML: ${firstLine(message)}`,
        hint: 'Is a bracket, a quote or a colon missing, or one too many?',
      };
    case 'BAD_INDENT':
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return {
        offset,
        message: `not valid YAML: ${firstLine(message)}`,
        hint: 'Is a line indented wrongly, a bracket left open, or a text with ": " not in quotes?',
      };
    default:
      return { offset, message: `not valid YAML: ${firstLine(message)}` };
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}

/** What is valid YAML but no spec: loops, unknown aliases, keys that are lists, endless mappings. */
export function checkYamlNodes(document: Document.Parsed): YamlFault[] {
  const faults: YamlFault[] = [];
  const report = (node: unknown, message: string, hint?: string): void => {
    const offset = (node as Node | null)?.range?.[0] ?? 0;
    faults.push({ offset, message, hint });
  };
  const checkTag = (node: { readonly tag?: string; readonly range?: unknown }): void => {
    if (node.tag === undefined || plainTags.has(node.tag)) return;
    const name = node.tag.replace(/^tag:yaml\.org,2002:/, '!!');
    report(node, `the tag ${name} makes something that no spec holds`, noTags);
  };
  // `1` and `"1"` differ to YAML, but not as keys.
  const checkKeysDiffer = ({ items }: YAMLMap): void => {
    const keys = items.map(({ key }) => (isScalar(key) ? String(key.value) : undefined));
    items.forEach(({ key }, index) => {
      const name = keys[index];
      if (name === undefined || name === '<<' || keys.indexOf(name) === index) return;
      report(key, `the key \`${name}\` is there twice`, 'Keep one of them.');
    });
  };
  visit(document, {
    Scalar: (_, node) => checkTag(node),
    Alias: (_, alias, ancestors) => {
      const target = alias.resolve(document);
      if (target === undefined) {
        report(alias, `the alias \`*${alias.source}\` has no anchor before it`);
      } else if (ancestors.includes(target)) {
        report(alias, `the alias \`*${alias.source}\` stands inside of what it repeats`);
      }
    },
    Pair: (_, pair) => {
      if (isScalar(pair.key) && pair.key.value !== null) return undefined;
      report(pair.key ?? pair.value, 'a key is a plain word');
      return visit.SKIP;
    },
    Collection: (_, node, ancestors) => {
      checkTag(node);
      if (isMap(node)) checkKeysDiffer(node);
      const isLarge = isMap(node) && node.items.length > maxKeys;
      const isDeep = ancestors.length > 2 * maxDepth;
      if (!isLarge && !isDeep) return undefined;
      const large = `a mapping of ${node.items.length} keys is nothing that a spec could hold`;
      report(node, isDeep ? tooDeep.message : large);
      return visit.BREAK;
    },
  });
  return faults;
}
