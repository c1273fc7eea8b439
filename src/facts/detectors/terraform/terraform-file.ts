import type { HclBlock } from '../../../lib/hcl.ts';
import type { Known } from '../../../model/fact.ts';
import type { SourceFile } from '../../source-file.ts';
import { type Backend, backendOf } from './backend.ts';
import { type Bucket, bucketOf, bucketTypes } from './buckets.ts';
import { type Module, moduleOf } from './modules.ts';

/** What one Terraform file says, as far as the shape of the infrastructure goes. */
export interface TerraformFile {
  readonly kind: 'terraform';
  readonly backend?: Backend;
  /** Line of the first configured provider. */
  readonly provider?: number;
  readonly resources: readonly ResourceCount[];
  readonly modules: readonly Module[];
  readonly buckets: readonly Bucket[];
  /** Roots that a service (Terraform Cloud, Spacelift …) runs and whose state it keeps. */
  readonly managed: readonly ManagedRoot[];
}

interface ResourceCount {
  readonly type: string;
  readonly count: number;
  readonly line: number;
}

export interface ManagedRoot {
  readonly service: string;
  readonly name: string;
  /** `''` is the root of the repository, absent when it is computed. */
  readonly folder?: string;
  readonly line: number;
  readonly appliesItself: Known;
}

export function readTerraform(file: SourceFile): TerraformFile | undefined {
  const { blocks } = file.hcl();
  const resources = blocks.filter(block => block.type === 'resource' && !isSwitchedOff(block, file));
  const found: TerraformFile = {
    kind: 'terraform',
    backend: blocks.filter(block => block.type === 'terraform').flatMap(block => backendOf(block.body) ?? [])[0],
    provider: blocks.find(block => block.type === 'provider')?.line,
    resources: countByType(resources),
    modules: blocks.filter(block => block.type === 'module').map(moduleOf),
    buckets: resources.filter(block => bucketTypes.has(block.labels[0] ?? '')).flatMap(bucketOf),
    managed: resources.flatMap(managedRoot),
  };
  const says = found.backend || found.provider || found.resources.length + found.modules.length > 0;
  return says ? found : undefined;
}

const switchedOff = /^[ \t]*count[ \t]*=[ \t]*0[ \t\r]*(?:#.*|\/\/.*)?$/m;

function isSwitchedOff(block: HclBlock, file: SourceFile): boolean {
  return file.parsed('terraform-switched-off', text => switchedOff.test(text)) && block.body.number('count') === 0;
}

function countByType(blocks: readonly HclBlock[]): readonly ResourceCount[] {
  const counts = new Map<string, ResourceCount>();
  for (const { labels, line } of blocks) {
    const type = labels[0] ?? '';
    const known = counts.get(type);
    counts.set(type, { type, count: (known?.count ?? 0) + 1, line: known?.line ?? line });
  }
  return [...counts.values()];
}

/** By resource type: where it says the folder and whether it applies on its own. */
const services: Readonly<Record<string, readonly [service: string, folder: string, applies: string]>> = {
  tfe_workspace: ['terraform-cloud', 'working_directory', 'auto_apply'],
  spacelift_stack: ['spacelift', 'project_root', 'autodeploy'],
  env0_template: ['env0', 'path', ''],
  scalr_workspace: ['scalr', 'working_directory', 'auto_apply'],
};

/** Only the few wanted blocks are asked for their body: converting it is what costs. */
function managedRoot(block: HclBlock): readonly ManagedRoot[] {
  const [type = '', name = ''] = block.labels;
  const service = services[type];
  if (!service) return [];
  const { body } = block;
  const folder = body.get(service[1]);
  return [
    {
      service: service[0],
      name,
      folder: folder === undefined ? '' : folder.tag === undefined ? folder.text() : undefined,
      line: block.line,
      appliesItself: body.flag(service[2]) === true ? 'yes' : 'no',
    },
  ];
}
