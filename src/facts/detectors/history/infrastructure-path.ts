const extension = /\.(?:tf|tofu|tfvars|hcl|bicep|nix|jsonnet)(?:\.json)?$/i;
const folder =
  /(?:^|\/)(?:terraform|terragrunt|tofu|infra|infrastructure|iac|pulumi|cdk|cloudformation|k8s|kubernetes|kustomize|charts?|helm|helmfile|manifests|clusters?|ansible|argocd|flux|gitops|deploy(?:ment)?s?)\//i;
const document = /\.(?:md|txt|adoc|rst|png|svg)$/i;

/** A path that probably defines infrastructure: the changes of these are counted apart. */
export function infrastructurePath(path: string): boolean {
  return !document.test(path) && (extension.test(path) || folder.test(path));
}
