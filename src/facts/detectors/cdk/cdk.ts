import { fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { type AppliedPaths, appliedPathReads, appliedPaths, isScript } from '../applied-paths.ts';
import { liveRoot } from '../live-root.ts';

interface App {
  readonly kind: 'app';
  readonly line: number;
  /** CDK for Terraform: where its state is kept, when the configuration says so. */
  readonly terraform: boolean;
}

interface TerraformBackend {
  readonly kind: 'backend';
  readonly type: string;
  readonly line: number;
}

const backends = /\bnew\s+(S3|Gcs|Azurerm|Cloud|Remote|Http|Pg|Cos|Oss|Consul|Local)Backend\s*\(/;
const locksItself = new Set(['gcs', 'azurerm', 'cloud', 'remote', 'pg', 'cos', 'consul']);

export const cdk = detector<App | TerraformBackend | AppliedPaths>({
  id: 'cdk',
  title: 'AWS CDK and CDK for Terraform',
  docs: 'https://docs.aws.amazon.com/cdk/v2/guide/cli.html',
  reads: [
    { names: ['cdk.json', 'cdktf.json'] },
    {
      extensions: ['.ts', '.js'],
      text: ['S3Backend(', 'GcsBackend(', 'AzurermBackend(', 'CloudBackend(', 'RemoteBackend(', 'LocalBackend('],
    },
    ...appliedPathReads('cdk deploy'),
  ],
  emits: ['iac.root'],

  *parse(file) {
    const settings = /^(?:cdk|cdktf)\.json$/i.test(file.name) ? file.json() : undefined;
    const app = settings?.get('app');
    if (app) yield { kind: 'app', line: app.line, terraform: file.name.toLowerCase() === 'cdktf.json' };
    else if (isScript(file.path)) yield* appliedPaths(file, 'cdk');
    else if (/\.[jt]s$/.test(file.path)) yield* backendsIn(file.text);
  },

  *link(findings, scene) {
    const deployed = findings.some(({ finding }) => finding.kind === 'applied');
    const written = findings.find(({ finding }) => finding.kind === 'backend')?.finding;
    for (const { path, finding } of findings) {
      if (finding.kind !== 'app') continue;
      const name = path.slice(0, Math.max(0, path.lastIndexOf('/'))) || '.';
      const root = liveRoot(
        { tool: finding.terraform ? 'cdktf' : 'cdk', name, backendType: 'cloudformation', path, line: finding.line, deployed },
        scene,
      );
      if (!finding.terraform) yield root;
      else yield fact('iac.root', { ...root.fields, ...stateOf(written?.kind === 'backend' ? written.type : undefined) }, root);
    }
  },
});

function* backendsIn(text: string): Generator<TerraformBackend> {
  for (const [index, line] of text.split('\n').entries()) {
    const type = /^\s*(?:\/\/|\*)/.test(line) ? undefined : backends.exec(line)?.[1];
    if (type) yield { kind: 'backend', type: type.toLowerCase(), line: index + 1 };
  }
}

function stateOf(type: string | undefined) {
  const backend = type === undefined ? 'unknown' : type === 'local' ? 'local' : 'remote';
  return { backend, backendType: type ?? '', locking: locksItself.has(type ?? '') ? 'yes' : 'unknown', versioned: 'unknown' } as const;
}
