/** Registries whose images mostly come from strangers; an image there is one's own only when the sources build it. */
export const publicRegistries: readonly string[] = [
  'docker.io',
  'index.docker.io',
  'registry.hub.docker.com',
  'quay.io',
  'ghcr.io',
  'lscr.io',
  'registry.k8s.io',
  'k8s.gcr.io',
  'mcr.microsoft.com',
  'public.ecr.aws',
  'docker.elastic.co',
  'registry.gitlab.com',
  'nvcr.io',
  'cr.fluentbit.io',
  'docker.n8n.io',
  'registry.opensource.zalan.do',
];

/** Systemd units that start these are infrastructure or plumbing, not a service of the team. */
export const plumbing: readonly string[] = [
  'docker',
  'podman',
  'rsync',
  'curl',
  'cloudflared',
  'node_exporter',
  'caddy',
  'nginx',
  'prometheus',
  'true',
  'echo',
];
