import { Resolver } from 'node:dns/promises';
import type { Check } from '../../../../../menus/appliance.ts';
import { message } from '../../../../../menus/words/messages.ts';
import { failed, passed, skipped } from '../../../checks.ts';

/** One query and one repetition: a resolver that has to ask far away answers within it. */
const QUERY = { timeout: 1500, tries: 2 } as const;

/** Errors that are answers: the server said something, if only no. */
const ANSWERS = new Set(['ENOTFOUND', 'ENODATA', 'ESERVFAIL', 'EREFUSED', 'ENOTIMP', 'EFORMERR']);

/** Does one of the servers answer? All are asked at once about `name`; what they answer does not matter. */
export async function checkDns(
  servers: readonly string[],
  name: string,
  signal: AbortSignal,
): Promise<Check> {
  if (servers.length === 0) return skipped('dns', 'No DNS server is set, and none was offered.');
  const silence: string[] = [];
  const answers = servers.map(async (server) => {
    if (await serverAnswers(server, name, signal)) return server;
    silence.push(server);
    throw new Error(server);
  });
  try {
    const first = await Promise.any(answers);
    return passed('dns', `${first} answers.`);
  } catch {
    return failed('dns', message('dns-silent', { servers }), `No answer from ${silence.join(', ')}.`);
  }
}

async function serverAnswers(server: string, name: string, signal: AbortSignal): Promise<boolean> {
  const resolver = new Resolver(QUERY);
  const cancel = () => resolver.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    resolver.setServers([server]);
    await resolver.resolve4(name);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && ANSWERS.has(String(error.code));
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
