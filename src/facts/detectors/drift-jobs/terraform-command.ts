export interface TerraformCommand {
  readonly tool: string;
  readonly action: string;
  readonly options: readonly string[];
  readonly folder: string;
}

const programs: Readonly<Record<string, string>> = { terraform: 'terraform', tofu: 'opentofu', terragrunt: 'terragrunt' };

/** A call of Terraform or one of its relatives, also inside a container image of it. */
export function terraformCommand(words: readonly string[]): TerraformCommand | undefined {
  const start = words[0] === 'docker' || words[0] === 'podman' ? words.findIndex(isImage) : 0;
  const program = start === -1 ? '' : programName(words[start] ?? '');
  const tool = programs[program];
  if (!tool) return undefined;
  const rest = words.slice(start + 1);
  const at = rest.findIndex(word => /^[a-z]/.test(word) && !['run-all', 'run', 'stack', 'exec'].includes(word));
  const options = rest.filter((_, index) => index !== at);
  return { tool, action: rest[at] ?? '', options, folder: folderOf(options) };
}

function isImage(word: string): boolean {
  return /^[\w./-]*(?:terraform|terragrunt|opentofu)(?::|@|$)/.test(word) && word.includes('/');
}

function programName(word: string): string {
  const name = word.slice(word.lastIndexOf('/') + 1).replace(/[:@].*$/, '');
  return name === 'opentofu' ? 'tofu' : name;
}

function folderOf(options: readonly string[]): string {
  for (const [index, option] of options.entries()) {
    const [, value] = /^--?(?:chdir|terragrunt-working-dir|working-dir)=(.+)$/.exec(option) ?? [];
    if (value) return value;
    if (/^--(?:terragrunt-working-dir|working-dir)$/.test(option)) return options[index + 1] ?? '';
  }
  return '';
}
