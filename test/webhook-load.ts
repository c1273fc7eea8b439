import { Agent, request } from 'node:http';

interface Sent {
  readonly id: string;
  readonly status: number;
  readonly milliseconds: number;
}

export interface Load {
  readonly url: string;
  readonly token: string;
  /** How many messages wait for an answer at the same time. */
  readonly connections: number;
  /** The next message; nothing when there is no more. */
  readonly next: () => { readonly id: string; readonly body: string } | undefined;
  readonly sent: (answer: Sent) => void;
}

/** Sends messages over connections that stay open until there is no more, or the server has gone. */
export async function sendAll({ url, token, connections, next, sent }: Load): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port, pathname } = new URL(url);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents+json' };
  const send = (body: string) =>
    new Promise<number>((resolve, reject) => {
      const length = Buffer.byteLength(body);
      const sending = request(
        { agent, hostname, port, path: pathname, method: 'POST', headers: { ...headers, 'content-length': length } },
        response => {
          response.resume();
          response.once('end', () => resolve(response.statusCode ?? 0));
          response.once('error', reject);
        },
      );
      sending.once('error', reject);
      sending.end(body);
    });
  const work = async () => {
    for (let message = next(); message; message = next()) {
      const start = performance.now();
      const status = await send(message.body);
      sent({ id: message.id, status, milliseconds: performance.now() - start });
    }
  };
  await Promise.allSettled(Array.from({ length: connections }, work));
  agent.destroy();
}

/** A deployment as CDEvents tell it. */
export function deploymentMessage(id: string, at: Date): string {
  return JSON.stringify({
    context: { id, source: '/ci/acme', type: 'dev.cdevents.service.deployed.0.2.0', version: '0.4.1', timestamp: at.toISOString() },
    subject: {
      id: `service-${id.length % 7}`,
      source: '/ci/acme',
      type: 'service',
      content: { environment: { id: 'production' }, artifactId: `pkg:oci/shop@sha256:${id.replaceAll(/\W/g, '').padStart(64, '0')}` },
    },
  });
}
