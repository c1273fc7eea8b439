import { code, literal } from '../markdown-text.ts';
import type { RunbooksJson } from './contract.ts';

/** A file that begins with this was written by opsex and may be written anew. */
export const indexMark = '<!-- written by "opsex runbook check --index" -->';

/** Which service and which paging alert has a runbook, and in which state it is: the record of the coverage. */
export function indexDocument(json: RunbooksJson, path: string): string {
  const stateOf = (target: string | null) => json.runbooks.find(each => each.path === target);
  const services = json.services.map(
    ({ name, runbook }) =>
      `| ${literal(name)} | ${linked(runbook, path)} | ${runbook ? 'covered' : 'missing'} | ${stateOf(runbook)?.touched || '–'} |`,
  );
  const alerts = json.alerts.map(({ name, runbook }) => `| ${literal(name)} | ${runbook} |`);
  const runbooks = json.runbooks.map(
    each =>
      `| ${linked(each.path, path, each.title)} | ${each.score} of 100 | ${each.sufficient ? 'counts' : 'too weak'} | ${each.touched || '–'} |`,
  );
  return [
    indexMark,
    '# Runbooks',
    '',
    ...(runbooks.length > 0 ? ['| Runbook | Score | Status | Last reviewed or changed |', '|---|---|---|---|', ...runbooks, ''] : []),
    ...(services.length > 0
      ? ['## Coverage of services', '', '| Service | Runbook | Status | Last reviewed or changed |', '|---|---|---|---|', ...services, '']
      : []),
    ...(alerts.length > 0 ? ['## Paging alerts', '', '| Alert | Runbook |', '|---|---|', ...alerts, ''] : []),
  ].join('\n');
}

function linked(target: string | null, from: string, title?: string): string {
  if (target === null) return 'none';
  const up = from.split('/').slice(0, -1);
  const to = target.split('/');
  let shared = 0;
  while (shared < up.length && up[shared] === to[shared]) shared++;
  const relative = [...up.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
  const url = relative.replace(/[^\w./-]/g, sign =>
    encodeURIComponent(sign.replace(/\p{Cs}/gu, '\ufffd')).replace(/[()]/g, bracket => (bracket === '(' ? '%28' : '%29')),
  );
  return `[${title ? literal(title) : code(to.at(-1) ?? '')}](${url})`;
}
