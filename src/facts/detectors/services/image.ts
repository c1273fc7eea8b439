import { publicRegistries, servers } from './registries.data.ts';
import type { BuiltImage } from './service-finding.ts';

const server =
  /\b(?:gunicorn|uvicorn|hypercorn|puma|unicorn|rails s|flask run|runserver|java|dotnet|nginx|php-fpm|npm(?:", ?"| )(?:run )?start|next start|node)\b/;
const deviceApp =
  /\.(?:apk|aab|ipa)\b|\bassembleRelease\b|\bbundleRelease\b|\breact-native-android\b|\bflutter build (?:apk|appbundle|ios|ipa)\b/;
const documents = /\b(?:mkdocs|mdbook|docusaurus|vitepress|vuepress) build\b|\bsphinx-build\b|\bantora\b/;
const hands = /^\s*$|\bnginx\b|\bhttpd\b|\bcaddy\b|\bhttp\.server\b|\bserve\b/;

/** https://docs.docker.com/reference/dockerfile/; what the image starts stands in its last ENTRYPOINT and CMD. */
export function imageOf(text: string): BuiltImage {
  const lines = text.split('\n').map(line => line.trim());
  const last = (instruction: string) => lines.filter(line => line.startsWith(`${instruction} `)).at(-1) ?? '';
  const start = `${last('ENTRYPOINT')} ${last('CMD')}`;
  const serves = lines.some(line => /^(?:EXPOSE|HEALTHCHECK) /.test(line)) || server.test(start);
  const code = lines.filter(line => !line.startsWith('#'));
  const noService =
    (start.trim() === '' && !serves && isPassive(last('FROM'))) ||
    code.some(line => deviceApp.test(line.slice(0, 1_000))) ||
    (hands.test(start) && code.some(line => documents.test(line.slice(0, 1_000))));
  return { kind: 'dockerfile', line: 1, serves, helps: /["' ]-{0,2}help\b/.test(start), noService };
}

/** A public image of a language or a system starts nothing; one of an organisation may bring a start command. */
function isPassive(from: string): boolean {
  const image = /^FROM (?:--\S+ )?(\S+)/.exec(from)?.[1] ?? '';
  if (image.includes('$')) return false;
  const repository = image.split('@')[0]?.replace(/:[\w.-]+$/, '') ?? '';
  const parts = repository.split('/');
  const host = /[.:]/.test(parts[0] ?? '') && parts.length > 1 ? parts[0] : 'docker.io';
  return publicRegistries.includes(host ?? '') && !servers.includes(parts.at(-1) ?? '');
}
