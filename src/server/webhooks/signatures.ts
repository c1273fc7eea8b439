import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { SenderName } from '../settings.ts';

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Whether a message was sent by somebody who knows one of the secrets. */
export function isSigned(sender: SenderName, headers: Headers, body: Uint8Array, secrets: readonly string[]): boolean {
  return secrets.some(secret => checks[sender](headers, body, secret));
}

type Check = (headers: Headers, body: Uint8Array, secret: string) => boolean;

const checks: Readonly<Record<SenderName, Check>> = {
  // https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
  github: (headers, body, secret) => isEqual(text(headers, 'x-hub-signature-256'), `sha256=${hmac(secret, body)}`),
  // https://docs.gitlab.com/user/project/integrations/webhooks/#validate-payloads-by-using-a-secret-token
  gitlab: (headers, _, secret) => isEqual(text(headers, 'x-gitlab-token'), secret),
  // several signatures while the secret is changed: https://developer.pagerduty.com/docs/verifying-webhook-signatures
  pagerduty: (headers, body, secret) =>
    text(headers, 'x-pagerduty-signature')
      .split(',')
      .slice(0, 5)
      .some(each => isEqual(each.trim(), `v1=${hmac(secret, body)}`)),
  opsgenie: hasToken,
  cdevents: hasToken,
};

/** Whether a sender shows a token, which can be checked before its message is read. */
export function showsToken(sender: SenderName): boolean {
  return sender !== 'github' && sender !== 'pagerduty';
}

/** These senders sign nothing, but send the headers that they are told to. */
function hasToken(headers: Headers, _: Uint8Array, secret: string): boolean {
  const said = text(headers, 'authorization').replace(/^Bearer +/i, '') || text(headers, 'x-opsex-token');
  return isEqual(said, secret);
}

function hmac(secret: string, body: Uint8Array): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

/** Takes the same time whatever differs; digests hide the length as well. */
function isEqual(said: string, expected: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(said), digest(expected));
}

function text(headers: Headers, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}
