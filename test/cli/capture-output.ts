/** What a command printed and returned. */
export interface CapturedOutput {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in this process and keeps what it prints. */
export async function captureOutput(
  command: () => number | Promise<number>,
): Promise<CapturedOutput> {
  const texts = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    jest.spyOn(process[name], 'write').mockImplementation((text) => {
      texts[name] += String(text);
      return true;
    }),
  );
  try {
    const exitCode = await command();
    return { exitCode, ...texts };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
