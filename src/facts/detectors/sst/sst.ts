import { blankComments } from '../../../lib/comments.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { type Detector, detector } from '../../detector.ts';
import { type AppliedPaths, appliedPathReads, appliedPaths, isScript } from '../applied-paths.ts';
import { liveRoot } from '../live-root.ts';

interface App {
  readonly kind: 'app';
  readonly line: number;
  /** Where the state of newer versions is kept; `cloudformation` for the versions on top of the CDK. */
  readonly home: string;
  readonly count: number;
  readonly compute: boolean;
  readonly data: boolean;
  readonly network: boolean;
}

const compute = /^(?:Function|Service|Cluster|Task|Cron|Nextjs|Remix|Astro|Nuxt|SvelteKit|SolidStart|Worker|Job)$/;
const data = /^(?:Bucket|Postgres|Aurora|Mysql|Dynamo|Redis|Queue|Efs|Kv|D1|OpenSearch|SnsTopic|Bus)$/;
const network = /^(?:ApiGatewayV2|ApiGatewayV1|ApiGatewayWebSocket|Router|Vpc|Api|CognitoUserPool)$/;

export const sst: Detector<App | AppliedPaths> = detector<App | AppliedPaths>({
  id: 'sst',
  title: 'SST',
  docs: 'https://sst.dev/docs/reference/config/',
  reads: [{ names: ['sst.config.ts', 'sst.config.js', 'sst.config.mjs'] }, ...appliedPathReads('sst deploy')],
  emits: ['iac.root', 'iac.resources'],

  *parse(file) {
    if (isScript(file.path)) {
      yield* appliedPaths(file, 'sst');
      return;
    }
    const code = blankComments(file.text.slice(0, 200_000), 'slashes');
    const app = /\$config\s*\(|\bstacks\s*\(\s*\w+\s*\)/.exec(code);
    if (!app) return;
    const home = code.includes('$config') ? (/\bhome\s*:\s*["'`](\w{1,30})["'`]/.exec(code)?.[1] ?? '') : 'cloudformation';
    const types = [...code.matchAll(/\bnew\s+sst\.(?:aws|cloudflare)\.(\w{1,60})\s*\(/g)].map(match => match[1] ?? '');
    const has = (pattern: RegExp) => types.some(type => pattern.test(type));
    yield {
      kind: 'app',
      line: file.lineAt(app.index),
      home,
      count: types.length,
      compute: has(compute),
      data: has(data),
      network: has(network),
    };
  },

  /** https://sst.dev/docs/state/: a bucket of the account, which locks while somebody deploys. */
  *link(findings, scene): Generator<FactDraft> {
    const deployed = findings.some(({ finding }) => finding.kind === 'applied');
    for (const { path, finding } of findings) {
      if (finding.kind !== 'app') continue;
      const { line, home, count, compute, data, network } = finding;
      const name = path.slice(0, Math.max(0, path.lastIndexOf('/'))) || '.';
      const root = liveRoot({ tool: 'sst', name, backendType: home, path, line, deployed }, scene);
      const state =
        home === 'cloudformation'
          ? {}
          : home === 'local'
            ? ({ backend: 'local', locking: 'unknown', versioned: 'unknown' } as const)
            : ({ backend: 'remote', versioned: 'unknown' } as const); // prettier-ignore
      yield fact('iac.root', { ...root.fields, ...state }, root);
      if (count > 0)
        yield fact('iac.resources', { tool: 'sst', root: name, layer: 'cloud', count, compute, data, network }, { path, line });
    }
  },
});
