const extension = /\.(?:tf|tofu|tfvars|hcl|bicep|nix|jsonnet)(?:\.json)?$/i;
const folder =
  /(?:^|\/)(?:terraform|terragrunt|tofu|infra|infrastructure|iac|pulumi|cdk|cloudformation|k8s|kubernetes|kustomize|charts?|helm|helmfile|manifests|clusters?|ansible|argocd|flux|gitops|deploy(?:ment)?s?)\//i;
const document = /\.(?:md|txt|adoc|rst|png|svg)$/i;

const root = /(?:^|\/)(?:Chart\.yaml|kustomization\.ya?ml|helmfile\.ya?ml|Pulumi\.ya?ml|ansible\.cfg|cdk\.json)$/;

/** A test whether a path probably defines infrastructure: by its ending, its folder, or because it stands in the folder of a chart, a stack or the like. */
export function infrastructurePaths(paths: readonly string[]): (path: string) => boolean {
  const roots = new Set(paths.filter(path => root.test(path) && path.includes('/')).map(path => path.slice(0, path.lastIndexOf('/'))));
  return path => !document.test(path) && (extension.test(path) || folder.test(path) || parentsOf(path).some(parent => roots.has(parent)));
}

function parentsOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, 8);
  return parts.map((_, index) => parts.slice(0, index).join('/')).filter(parent => parent !== '');
}
