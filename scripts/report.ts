/** One part of set-up at work, ended by `done` or `failed` with what became of it. */
export interface Step {
  /** Replaces the text shown, for instance by how far a download is. */
  update(text: string): void;
  done(outcome: string): void;
  failed(outcome: string): void;
}

/** What set-up writes to; made by `bootstrap/report.cjs`. Parts with nothing to do stay silent. */
export interface Report {
  begin(name: string, text: string): Step;
  /** Shows one line that belongs to no part at work. */
  note(name: string, text: string): void;
  /** Shows output of a tool as it is. */
  show(text: string): void;
}
