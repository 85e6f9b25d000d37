import fs from 'node:fs';
import type { Parsing } from '../plan/parse-plan';
import { explainDiskError } from '../util/files/disk-error';

/** What a JSON file holds, that there is none, or why it can't be used. */
export type JsonReading<Value> =
  | { readonly state: 'sound'; readonly value: Value }
  | { readonly state: 'absent' }
  | { readonly state: 'damaged'; readonly reason: string };

/** Reads a JSON file and parses its content; what is wrong with either is a value. */
export function readJsonFile<Value>(
  file: string,
  parse: (value: unknown) => Parsing<Value>,
): JsonReading<Value> {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { state: 'absent' };
    return { state: 'damaged', reason: explainDiskError(error) ?? String(error) };
  }
  if (text.trim() === '') return { state: 'damaged', reason: 'it is empty' };
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { state: 'damaged', reason: 'it is not JSON' };
  }
  const parsing = parse(content);
  if (!parsing.ok) return { state: 'damaged', reason: parsing.reason };
  return { state: 'sound', value: parsing.value };
}
