import { UserError } from '../util/user-error';
import { answerInference } from './answer-inference';
import type { InferenceReport, InferenceRequest } from './inference-request';

process.on('message', async (request: InferenceRequest) => {
  const send = (report: InferenceReport): void => void process.send?.(report);
  try {
    send(await answerInference(request));
  } catch (error) {
    if (error instanceof UserError) send({ error: error.message, hint: error.hint });
    else send({ error: String(error instanceof Error ? error.stack : error), hint: undefined });
  }
  process.disconnect();
});
