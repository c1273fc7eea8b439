import type { DeployKind } from '../commands/effects.ts';

/** What a `put` to a resource of this type means, by the names that the documentation of each type gives it. */
export const deployingTypes: ReadonlyMap<string, DeployKind> = new Map<string, DeployKind>([
  ['bosh-deployment', 'environment'], // github.com/cloudfoundry/bosh-deployment-resource
  ['cf', 'environment'], // github.com/concourse/cf-resource
  ['cf-cli', 'environment'], // github.com/nulldriver/cf-cli-resource
  ['cf-zero-downtime', 'environment'], // github.com/emeraldsquad/cf-zero-downtime-resource
  ['kubernetes', 'environment'], // github.com/zlabjp/kubernetes-resource
  ['k8s', 'environment'], // github.com/jgriff/k8s-resource
  ['helm', 'environment'], // github.com/linkyard/concourse-helm-resource
  ['helm3', 'environment'], // github.com/typositoire/concourse-helm3-resource
  ['terraform', 'environment'], // github.com/ljfranklin/terraform-resource
  ['ecs', 'environment'], // github.com/ronakbanka/ecs-resource
  ['lambda', 'environment'], // github.com/tomologic/concourse-lambda-resource
  ['registry-image', 'artifact'], // github.com/concourse/registry-image-resource
  ['docker-image', 'artifact'], // github.com/concourse/docker-image-resource
  ['github-release', 'artifact'], // github.com/concourse/github-release-resource
  ['npm', 'artifact'], // github.com/idahobean/npm-resource
  ['maven', 'artifact'], // github.com/nulldriver/maven-resource
  ['pypi', 'artifact'], // github.com/cf-platform-eng/concourse-pypi-resource
  ['helm-chart', 'artifact'], // github.com/jghiloni/helm-resource
]);
