import { expect, test } from 'vitest';
import { SourceFile } from '../../source-file.ts';
import { dependencies } from './dependencies.ts';

test.each<[string, string, readonly string[]]>([
  ['package.json', '{"dependencies":{"pino":"9"},\n"devDependencies":{"vitest":"4"}}', ['1 pino', '2 vitest dev']],
  [
    'go.mod',
    'module example.org/shop\nrequire (\n\tgo.uber.org/zap v1.27.0\n\tgo.opentelemetry.io/otel v1.30.0 // indirect\n)\nrequire github.com/rs/xid v1.6.0\n',
    ['3 go.uber.org/zap', '6 github.com/rs/xid'],
  ],
  [
    'pom.xml',
    '<project><dependencyManagement><dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId></dependency></dependencies></dependencyManagement>\n<dependencies><!-- <dependency/> -->\n<dependency><groupId>io.getunleash</groupId>\n<artifactId>unleash-client-java</artifactId></dependency>\n<dependency><groupId>x</groupId><artifactId>y</artifactId><scope>test</scope></dependency></dependencies></project>',
    ['4 io.getunleash:unleash-client-java', '5 x:y dev'],
  ],
  [
    'build.gradle.kts',
    'dependencies {\n  // implementation("a:gone:1")\n  runtimeOnly("io.micrometer:micrometer-registry-prometheus")\n  testImplementation("org.junit:junit:5")\n}',
    ['3 io.micrometer:micrometer-registry-prometheus', '4 org.junit:junit dev'],
  ],
  [
    'apps/shop/build.gradle.kts',
    'dependencies {\n  implementation(project(":libs:money"))\n  implementation(libs.cache.caffeine)\n  testImplementation(project(path = ":libs:testing"))\n}',
    ['2 :libs:money', '3 libs.cache.caffeine', '4 :libs:testing dev'],
  ],
  [
    'gradle/libs.versions.toml',
    '[libraries]\nzap = { module = "org.a:b", version = "1" }\nshort = "org.c:d:2"',
    ['2 org.a:b', '3 org.c:d'],
  ],
  [
    'pyproject.toml',
    '[project]\ndependencies = [\n  "Python_JSON.Logger>=3",\n]\n[dependency-groups]\ndev = ["pytest"]',
    ['3 python-json-logger', '6 pytest dev'],
  ],
  [
    'pyproject.toml',
    '[tool.poetry.dependencies]\nstructlog = "25"\n[tool.poetry.group.dev.dependencies]\nruff = "1"',
    ['2 structlog', '4 ruff dev'],
  ],
  [
    'requirements.txt',
    'google-cloud-logging==3.1\n    # via -r requirements.in\nopentelemetry-api==1.30\n    # via\n    #   google-cloud-logging\n',
    ['1 google-cloud-logging'],
  ],
  ['requirements-dev.txt', 'pytest==8\n', ['1 pytest dev']],
  [
    'Gemfile',
    'gem "lograge"\ngroup :development, :test do\n  gem "pry"\nend\n# gem "newrelic_rpm"\ngem "skylight"',
    ['1 lograge', '3 pry dev', '6 skylight'],
  ],
  ['Gemfile.lock', '    opentelemetry-api (1.0)', []],
  ['Shop.csproj', '<Project><ItemGroup>\n<PackageReference Include="Serilog" Version="4" /></ItemGroup></Project>', ['2 Serilog']],
  ['composer.json', '{"require":{"monolog/monolog":"^3"}}', ['1 monolog/monolog']],
  ['Cargo.toml', '[dependencies]\ntracing = "0.1"\n[dev-dependencies]\nproptest = "1"', ['2 tracing', '4 proptest dev']],
])('%s', (path, text, expected) => {
  const found = wants(path) ? [...dependencies.parse(new SourceFile(path, text))] : [];
  expect(found.map(({ name, line, dev }) => `${line} ${name}${dev ? ' dev' : ''}`)).toEqual(expected);
});

function wants(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return dependencies.reads.some(
    read => (read.names?.includes(name) || read.extensions?.some(extension => name.endsWith(extension))) && (read.path?.test(path) ?? true),
  );
}
