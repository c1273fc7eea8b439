import { expect, test } from 'vitest';
import { isCall } from './effects.ts';
import { readScript } from './read-script.ts';

/** Effects as `does`, `does:how`, or `does?` when they cannot fail; calls as `runner folder/target`. */
function read(script: string): string {
  return readScript(script, 1, { pipefail: false })
    .map(item => {
      const what = isCall(item)
        ? `${item.runner} ${item.folder && `${item.folder}/`}${item.target}`
        : item.how
          ? `${item.does}:${item.how}`
          : item.does;
      return `${what}${item.blocking ? '' : '?'}`;
    })
    .join(', ');
}

test.each([
  // tests behind wrappers
  ['pytest -q', 'test, smoke'],
  ['sudo -E env CI=1 npx --yes jest --ci', 'test'],
  ['poetry run python -m pytest', 'test, smoke'],
  ['nyc --exclude examples --exclude test --reporter=text npm test', 'npm test'],
  ['c8 -r lcov -x bench jest', 'test'],
  ['bundle exec rspec', 'test'],
  ['bundle exec rake knapsack:rspec["--format documentation --out rspec.xml"]', 'test'],
  ['bundle exec rake knapsack_pro:queue:rspec', 'test'],
  ['bin/rake parallel:spec[4]', 'test'],
  ['bundle exec rake db:create db:migrate', ''],
  ['bundle exec rake knapsack:install', ''],
  ['bin/rails parallel:spec', 'test'],
  ['bin/rails parallel:create', ''],
  ['./gradlew :app:check', 'test'],
  ['mvn -B clean verify', 'test'],
  ['mvn package -DskipTests', ''],
  ['mvn verify -Dmaven.test.skip=true', ''],
  ['./gradlew build', 'test'],
  ['gradle build -x test', ''],
  ['docker run --rm -v $PWD:/src -w /src golang:1.22 go test ./...', 'test'],
  ['docker compose run --rm app bash -c "bin/rails test"', 'test'],
  ['docker compose -f ci/compose.ci.yml run --rm app pytest', 'test, smoke'],
  ['docker compose -f ci/compose.ci.yml run --rm -e CI=1 unit', 'compose ci/compose.ci.yml/unit'],
  ['docker-compose run --rm unit', 'compose unit'],
  ['cd ci && docker compose --file ./docker-compose.yml up --exit-code-from unit', 'compose ci/unit'],
  ['docker compose run --rm app bin/unknown', ''],
  ['docker compose exec db', ''],
  ['cd services/cart && go test ./... && golangci-lint run', 'test, lint'],
  ['python manage.py test', 'test'],
  ['flate test all --allow-missing-secrets', 'validate'],
  ['flux-local diff ks apps -o diff > flux.diff || true', 'plan?'],
  ['flate diff images --path clusters/home', ''],
  // no-op guards
  ['npx jest || true', 'test?'],
  ['npx jest || echo failed', 'test?'],
  ['npx jest || exit 1', 'test'],
  ['npx jest || (echo failed; exit 1)', 'test'],
  ['set +e\nnpx jest\nnpm run build', 'test?, npm build'],
  ['set +e\nnpx jest\ncode=$?\nexit $code', 'test'],
  ['set +e\nreport() {\n  if [ $1 -ne 0 ]; then exit $2; fi\n}\nnpx jest a && npx jest b\nreport $? 2\nmake more', 'test, test, make more'],
  ['set +e\nreport() {\n  echo $1\n}\nnpx jest\nreport $?\nmake more', 'test?, make more'],
  ['npx jest | tee log', 'test?'],
  ['set -o pipefail\nnpx jest | tee log', 'test'],
  ['npx jest || exit 0', 'test?'],
  ['npx jest || :', 'test?'],
  ['echo "npx jest"', ''],
  ['echo "Error: no test specified" && exit 1', ''],
  ['# npx jest', ''],
  ['cat <<EOF\nnpx jest\nEOF', ''],
  ['jest --version', ''],
  // infrastructure
  ['terraform -chdir=live plan -input=false', 'plan'],
  ['terraform fmt -check -recursive', 'lint'],
  ['terraform fmt -recursive', ''],
  ['prettier --write .', ''],
  ['terragrunt run-all apply --terragrunt-non-interactive', 'deploy:environment'],
  ['kubectl -n shop apply -f k8s/', 'deploy:environment'],
  ['kubectl apply --dry-run=server -f k8s/', 'validate'],
  ['helm upgrade --install shop chart --atomic', 'deploy:environment, roll_back'],
  ['ansible-playbook -i hosts site.yml --check', 'validate'],
  ['ansible-playbook -i hosts site.yml', 'deploy:environment'],
  ['docker push registry/shop', 'deploy:artifact'],
  ['rsync -az dist/ web@host:/srv', 'deploy:likely_script'],
  ['aws --region eu-west-1 ecs update-service --cluster c', 'deploy:environment'],
  // scans that find without failing
  ['docker run aquasec/trivy:0.50 fs .', 'scan?'],
  ['trivy image --exit-code 0 shop', 'scan?'],
  ['trivy image --exit-code=1 shop', 'scan'],
  ['grype shop', 'scan?'],
  ['grype shop --fail-on high', 'scan'],
  ['semgrep --config auto', 'scan?'],
  ['semgrep ci', 'scan'],
  ['bandit -r . --exit-zero', 'scan?'],
  ['checkov -d . --soft-fail', 'scan?'],
  ['tfsec . --soft-fail', 'scan?'],
  ['gosec -no-fail ./...', 'scan?'],
  ['gitleaks detect --exit-code 0', 'scan?'],
  ['gitleaks detect', 'scan'],
  ['npm audit || true', 'scan?'],
  ['renovate', ''],
  // what is no deployment
  ['vercel deploy', ''],
  ['vercel deploy --prod', 'deploy:environment'],
  ['netlify deploy --dir dist', ''],
  ['netlify deploy --prod --dir dist', 'deploy:environment'],
  ['helm upgrade shop chart --dry-run', 'validate'],
  ['mkdocs gh-deploy', 'deploy:pages'],
  ['npx chromatic --exit-zero-on-changes', 'deploy:pages'],
  ['bash <(curl -s https://codecov.io/bash)', ''],
  ['curl -sSf https://shop.io/install.sh | sh', ''],
  ['ssh web@shop.io uptime', ''],
  // images written into manifests
  ['kustomize edit set image shop=shop:2', 'deploy:likely_gitops'],
  ['yq -i \'.image.tag = "2"\' values.yaml\ngit push', 'deploy:likely_gitops, push_commit'],
  ['sed -i "s/image: .*/image: shop:2/" k8s/shop.yaml', 'deploy:likely_gitops'],
  ['sed -i s/draft/final/ README.md', ''],
  ['git push --tags', ''],
  ['kind create cluster', 'throwaway_cluster'],
  // calls
  ['npm ci && npm test', 'npm test'],
  ['npm --prefix web run test:unit -- --ci', 'npm web/test:unit'],
  ['yarn test', 'npm test'],
  ['yarn install --frozen-lockfile', ''],
  ['pnpm -r lint', 'npm lint'],
  ['make -C infra plan ENV=prod', 'make infra/plan'],
  ['make production deploy', 'make production, make deploy'],
  ['task ci:test', 'task ci:test'],
  ['bash ./scripts/deploy.sh prod', 'script ./scripts/deploy.sh'],
  ['cd ops; ./deploy.sh', 'script ops/./deploy.sh'],
  ['python ./deploy.py staging', 'script ./deploy.py'],
  ['$GITHUB_WORKSPACE/ci/test.sh', 'script ./ci/test.sh'],
])('%s', (script, expected) => {
  expect(read(script)).toBe(expected);
});

const known: Readonly<Record<string, readonly string[]>> = {
  test: [
    'jest|npx mocha|npx ava|bun test|deno test|node --test|playwright test|npx cypress run|karma start|ng test|nx affected --target=test',
    'nx run-many -t test|turbo run test|lerna run test|tox|nox|python -m unittest|gotestsum|ginkgo -r|cargo test|cargo nextest run',
    'mvn install|gradle check|dotnet test|vstest.console.exe a.dll|rake test|rails test|vendor/bin/phpunit|vendor/bin/pest|composer test',
    'mix test|sbt test|lein test|swift test|xcodebuild test -scheme x|flutter test|ctest|bats tests|terraform test|tofu test|molecule test',
    'helm unittest chart|conftest verify|opa test policy|kitchen test|bazel test //...',
  ],
  'npm test': ['npm t|npm test|yarn test|pnpm -r test'],
  'deploy:environment': [
    'kubectl set image deploy/a a=b|kubectl rollout restart deploy/a|kubectl replace -f a|helm install a b|helmfile apply|helmfile sync',
    'skaffold run|skaffold deploy|argocd app sync a|flux reconcile kustomization a|terraform apply plan.out|tofu apply|terragrunt apply',
    'pulumi up -y|cdk deploy --all|sam deploy|sls deploy|serverless deploy|aws deploy create-deployment|aws lambda update-function-code',
    'aws lambda publish-version|aws lambda update-alias|aws cloudformation deploy|aws elasticbeanstalk update-environment',
    'aws apprunner start-deployment|gcloud run deploy a|gcloud app deploy|gcloud functions deploy a|gcloud deploy releases create a',
    'az webapp deploy|az functionapp deployment source config-zip|az containerapp update|az deployment group create|az deployment sub create',
    'az stack group create|azd up|azd deploy|fly deploy|flyctl deploy|heroku container:release web|vercel --prod|wrangler deploy',
    'wrangler publish|firebase deploy|cf push|cap production deploy|kamal deploy|nomad job run a|eb deploy|docker stack deploy -c a b',
    'kluctl deploy|kapp deploy -a b -f c',
  ],
  'deploy:likely_script': ['scp a host:/b|ssh host docker compose up -d|aws s3 sync dist s3://x'],
  'deploy:artifact': ['npm publish|cargo publish|twine upload dist/*|gem push a.gem|dotnet nuget push a|goreleaser release'],
  scan: [
    'snyk test|kics scan -p .|terrascan scan|bandit -r .|gosec ./...|brakeman|bundle audit|bundler-audit check|npm audit|pnpm audit',
    'yarn audit|pip-audit|safety check|cargo audit|cargo deny check|govulncheck ./...|osv-scanner -r .',
  ],
  lint: [
    'eslint .|biome ci|prettier --check .|ruff check .|flake8|pylint src|mypy .|golangci-lint run|go vet ./...|cargo clippy|rubocop|ktlint',
    'gradle detekt|mvn checkstyle:check|gradle spotlessCheck|phpstan|psalm|hadolint Dockerfile|shellcheck a.sh|actionlint|yamllint .',
    'tflint|pre-commit run --all-files',
  ],
  smoke: ['newman run a.json|k6 run a.js|datadog-ci synthetics run-tests|npx checkly test|helm test shop|curl -f https://shop.io/ready'],
};

test.each(Object.entries(known))('programs that %s', (effect, lines) => {
  for (const command of lines.flatMap(line => line.split('|'))) expect(read(command).split(', '), command).toContain(effect);
});

test.each([
  ['terraform workspace select prod\nterraform apply -auto-approve', ['prod']],
  ['tofu -chdir=infra workspace select -or-create staging && tofu -chdir=infra apply', ['staging']],
  ['export TF_WORKSPACE=production\nterraform apply', ['production']],
  ['terraform workspace select "$ENV"\nterraform apply', [undefined]],
  ['terraform workspace select blue\nterraform apply', [undefined]],
  ['terraform workspace select prod\nkubectl apply -f k8s', [undefined]],
])('the workspace of %j', (script, expected) => {
  const deployed = readScript(script, 1).flatMap(item => (!isCall(item) && item.does === 'deploy' ? [item.environment] : []));
  expect(deployed).toEqual(expected);
});
