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
  ['gradle build -x test', ''],
  ['docker run --rm -v $PWD:/src -w /src golang:1.22 go test ./...', 'test'],
  ['docker compose run --rm app bash -c "bin/rails test"', 'test'],
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
  ['npx jest | tee log', 'test?'],
  ['set -o pipefail\nnpx jest | tee log', 'test'],
  ['echo "npx jest"', ''],
  ['# npx jest', ''],
  ['cat <<EOF\nnpx jest\nEOF', ''],
  ['jest --version', ''],
  // infrastructure
  ['terraform -chdir=live plan -input=false', 'plan'],
  ['terraform fmt -check -recursive', 'lint'],
  ['terragrunt run-all apply --terragrunt-non-interactive', 'deploy:environment'],
  ['kubectl -n shop apply -f k8s/', 'deploy:environment'],
  ['kubectl apply --dry-run=server -f k8s/', 'validate'],
  ['helm upgrade --install shop chart --atomic', 'deploy:environment, roll_back'],
  ['ansible-playbook -i hosts site.yml --check', 'validate'],
  ['ansible-playbook -i hosts site.yml', 'deploy:environment'],
  ['docker push registry/shop', 'deploy:artifact'],
  ['rsync -az dist/ web@host:/srv', 'deploy:likely_script'],
  ['aws --region eu-west-1 ecs update-service --cluster c', 'deploy:environment'],
  ['docker run aquasec/trivy:0.50 fs .', 'scan'],
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
