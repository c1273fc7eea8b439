import type { Read } from '../detector.ts';
import type { SourceFile } from '../source-file.ts';

/** A command that applies infrastructure, as a pipeline or script runs it. */
export interface AppliedPaths {
  readonly kind: 'applied';
  readonly tool: string;
  /** The words of the command that may be paths. */
  readonly words: readonly string[];
  readonly line: number;
  /** The file starts a cluster of its own: what it applies is tried, not run. */
  readonly trial: boolean;
}

interface Command {
  readonly tool: string;
  readonly pattern: RegExp;
}

const commands: readonly Command[] = [
  { tool: 'kubectl', pattern: /\b(?:kubectl|oc)\b.{0,80}\b(?:apply|create -f|replace)\b/ },
  { tool: 'helm', pattern: /\bhelm\b.{0,80}\b(?:upgrade|install)\b|\bhelmfile\b.{0,80}\b(?:apply|sync)\b/ },
  { tool: 'openshift', pattern: /\boc\b.{0,40}\bprocess\b/ },
  { tool: 'kubectl', pattern: /^\s*-?\s*(?:RESOURCE|manifests?|chart(?:_path)?):\s*\S/ }, // inputs of deployment actions
  { tool: 'cloudformation', pattern: /\baws\b.{0,40}\bcloudformation\s+(?:deploy|create-stack|update-stack|create-change-set)\b/ },
  { tool: 'cloudformation', pattern: /^\s*-?\s*template(?:-file|_file)?:\s*\S/ }, // inputs of CloudFormation actions
  { tool: 'sam', pattern: /\bsam\s+deploy\b/ },
  { tool: 'cdk', pattern: /\bcdk\s+deploy\b/ },
  { tool: 'sst', pattern: /\bsst\s+deploy\b/ },
  { tool: 'tanka', pattern: /\btk\s+apply\b/ },
  { tool: 'serverless', pattern: /\b(?:serverless|sls)\s+deploy\b/ },
  { tool: 'pulumi', pattern: /\bpulumi\s+up\b|\bpulumi\/actions@/ },
  { tool: 'bicep', pattern: /\baz\s+(?:deployment|stack)\s+\w+\s+create\b/ },
  { tool: 'cloud-foundry', pattern: /\bcf\s+(?:v3-)?push\b/ },
  { tool: 'nomad', pattern: /\bnomad\s+(?:job\s+)?run\b/ },
  { tool: 'ecs', pattern: /^\s*-?\s*task-definition:\s*\S|\becs\s+register-task-definition\b|\becspresso\b/ },
  { tool: 'ansible', pattern: /\bansible-playbook\b/ },
];

const scripts =
  /(?:^|\/)(?:\.github\/(?:workflows|actions)\/|\.circleci\/|\.gitlab|\.buildkite\/|\.pipeline|azure-pipelines|cloudbuild|bitbucket-pipelines|buildspec|\.drone|\.travis|appspec|taskfile)/i;

/** Reads pipelines, scripts and build files that name one of these commands. */
export function appliedPathReads(...words: readonly string[]): readonly Read[] {
  return [
    { extensions: ['.yml', '.yaml'], path: scripts, text: words },
    { extensions: ['.sh', '.bash', '.ps1', '.mk'], text: words },
    { names: ['makefile', 'justfile', 'jenkinsfile', 'package.json', 'deploy', 'deploy.py', 'release'], text: words },
  ];
}

export function isScript(path: string): boolean {
  return (
    scripts.test(path) ||
    /(?:\.(?:sh|bash|ps1|mk)|(?:^|\/)(?:makefile|justfile|jenkinsfile|package\.json|deploy(?:\.py)?|release))$/i.test(path)
  );
}

const ownCluster = /\bkind\s+create\b|\bkind-action\b|\bk3d\b|\bminikube\b|\bsetup-k3s\b|\bmicroshift\b|\bcrc start\b|\blocalstack\b/;
const mostCommands = 100;
const mostLength = 500;

/** The commands of one file that apply something with these tools; comments do not count. */
export function appliedPaths(file: SourceFile, ...tools: readonly string[]): readonly AppliedPaths[] {
  const wanted = commands.filter(({ tool }) => tools.includes(tool));
  const lines = file.text.split('\n');
  const found: AppliedPaths[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.length > mostLength || /^\s*(?:#|\/\/)/.test(line) || found.length >= mostCommands) continue;
    const command = wanted.find(({ pattern }) => pattern.test(line));
    if (command)
      found.push({
        kind: 'applied',
        tool: command.tool,
        words: pathWords(lines, index),
        line: index + 1,
        trial: ownCluster.test(file.text),
      });
  }
  return found;
}

/** Options whose value must not be kept: a secret with a slash in it looks like a path. */
const secretOption = /--?[\w-]{0,40}(?:token|password|passwd|secret|key)[= ]["']?[^\s"'-][^\s"']*/gi;

/** The words of a command and of the lines that continue it. */
function pathWords(lines: readonly string[], start: number): readonly string[] {
  let text = lines[start] ?? '';
  for (let at = start; at < start + 6 && /[\\,]\s*$/.test(lines[at] ?? ''); at++) text += ` ${(lines[at + 1] ?? '').slice(0, mostLength)}`;
  const words = text
    .replace(secretOption, ' ')
    .split(/[\s"'`=,;|&()[\]]+/)
    .filter(word => /[./]/.test(word));
  const paths = words.map(word => word.replace(/^(?:\.?\/)+|\/+$|^@/g, '')).filter(word => /^[\w.][\w./-]*$/.test(word) && word !== '.');
  return [...new Set(paths)].slice(0, 30);
}

/** Whether a folder is applied by one of the commands: it, something in it, or a folder above it is named. */
export function appliedFolders(applied: readonly AppliedPaths[]): (folder: string) => boolean {
  const named = new Set<string>();
  const touched = new Set<string>();
  for (const { words, trial } of applied) {
    if (trial) continue;
    for (const word of words) {
      named.add(word);
      for (let path = word; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) touched.add(path);
    }
  }
  return folder => folder !== '' && (touched.has(folder) || ancestors(folder).some(each => named.has(each)));
}

function ancestors(folder: string): readonly string[] {
  const parts = folder.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
