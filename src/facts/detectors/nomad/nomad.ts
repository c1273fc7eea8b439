import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { type AppliedPaths, appliedFolders, appliedPathReads, appliedPaths, isScript } from '../applied-paths.ts';
import { environmentOfFolder } from '../environment-names.ts';
import { liveRoot } from '../live-root.ts';

interface Job {
  readonly kind: 'job';
  readonly line: number;
  readonly endLine: number;
}

export const nomad = detector<Job | AppliedPaths>({
  id: 'nomad',
  title: 'Nomad jobs',
  docs: 'https://developer.hashicorp.com/nomad/docs/job-specification',
  reads: [
    { extensions: ['.nomad', '.nomad.hcl'], text: ['job "'] },
    { extensions: ['.hcl'], text: ['datacenters', 'task "'] },
    ...appliedPathReads('nomad run', 'nomad job run'),
  ],
  emits: ['iac.root', 'iac.resources'],

  *parse(file) {
    if (isScript(file.path)) {
      yield* appliedPaths(file, 'nomad');
      return;
    }
    const job = file.hcl().blocks.find(block => block.type === 'job');
    if (job?.body.has('group')) yield { kind: 'job', line: job.line, endLine: job.endLine };
  },

  *link(findings, scene): Generator<FactDraft> {
    const applied = findings.flatMap(({ finding }) => (finding.kind === 'applied' ? [finding] : []));
    const isApplied = appliedFolders(applied);
    for (const { path, finding } of findings) {
      if (finding.kind !== 'job') continue;
      const environment = environmentOfFolder(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
      const { line } = finding;
      yield liveRoot({ tool: 'nomad', name: path, backendType: 'nomad', path, line, environment, deployed: isApplied(path) }, scene);
      yield fact('iac.resources', { tool: 'nomad', root: path, layer: 'host', count: 1, compute: true }, { path, line });
    }
  },
});
