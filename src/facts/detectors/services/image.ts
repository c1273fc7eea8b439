import type { BuiltImage } from './service-finding.ts';

const server =
  /\b(?:gunicorn|uvicorn|hypercorn|puma|unicorn|rails s|flask run|runserver|java|dotnet|nginx|php-fpm|npm(?:", ?"| )(?:run )?start|next start|node)\b/;

/** https://docs.docker.com/reference/dockerfile/; what the image starts stands in its last ENTRYPOINT and CMD. */
export function imageOf(text: string): BuiltImage {
  const lines = text.split('\n').map(line => line.trim());
  const last = (instruction: string) => lines.filter(line => line.startsWith(`${instruction} `)).at(-1) ?? '';
  const start = `${last('ENTRYPOINT')} ${last('CMD')}`;
  const serves = lines.some(line => /^(?:EXPOSE|HEALTHCHECK) /.test(line)) || server.test(start);
  return { kind: 'dockerfile', line: 1, serves, helps: /["' ]-{0,2}help\b/.test(start) };
}
