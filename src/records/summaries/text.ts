import type { Summary } from './summary';

/** Builds a text summary, `[]`; TensorBoard renders it as Markdown. */
export function buildText(tag: string, markdown: string): Summary {
  return {
    tag,
    plugin: 'text',
    dataClass: 'tensor',
    tensor: { dtype: 'string', shape: [], strings: [Buffer.from(markdown)] },
  };
}
