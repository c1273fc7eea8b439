import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

type Files = Readonly<Record<string, string>>;

const pom =
  '<project><dependencies><dependency><groupId>io.getunleash</groupId>\n<artifactId>unleash-client-java</artifactId></dependency></dependencies></project>';
const registry = 'class FeatureFlags\n  def self.enabled?(name)\n    ENV["FEATURE_#{name}"] == "true"\n  end\nend\n';

test.each<[string, Files, readonly string[]]>([
  [
    'a kit that is asked',
    {
      'pom.xml': pom,
      'src/main/kotlin/Toggles.kt':
        'class Service(private val unleashService: UnleashService) {\n  fun on(t: String) = unleashService.isEnabled(t)\n}',
    },
    ['src/main/kotlin/Toggles.kt:2 unleash yes runtime'],
  ],
  ['a kit that nothing asks', { 'pom.xml': pom }, ['pom.xml:2 unleash unknown runtime']],
  [
    'a kit that is asked in tests only',
    { 'pom.xml': pom, 'src/test/kotlin/T.kt': 'unleashService.isEnabled("a")' },
    ['pom.xml:2 unleash unknown runtime'],
  ],
  [
    'a kit of one language beside a question in another',
    { 'pom.xml': pom, 'ui/src/toggles.ts': "const on = unleash.isEnabled('a')" },
    ['pom.xml:2 unleash unknown runtime'],
  ],
  ['a call without the dependency', { 'src/main/kotlin/A.kt': 'unleash.isEnabled("a")' }, []],
  ['a kit for development', { 'package.json': '{"devDependencies":{"launchdarkly-node-server-sdk":"9"}}' }, []],
  [
    'a kit in a script',
    {
      'package.json': '{"dependencies":{"@openfeature/server-sdk":"1"}}',
      'src/a.ts': "import { OpenFeature } from '@openfeature/server-sdk';\nconst on = await client.getBooleanValue('new-cart', false);",
    },
    ['src/a.ts:2 openfeature yes runtime'],
  ],
  [
    'a question that is commented out',
    {
      'package.json': '{"dependencies":{"launchdarkly-node-server-sdk":"9"}}',
      'src/a.ts': "import ld from 'launchdarkly-node-server-sdk';\n// const on = await client.variation('new-cart', user, false);",
    },
    ['package.json:1 launchdarkly unknown runtime'],
  ],
  [
    'a kit that another package needs',
    {
      'package.json': '{"dependencies":{"shop-kit":"1"}}',
      'package-lock.json': '{"packages":{"node_modules/unleash-client":{"version":"5"}}}',
    },
    [],
  ],
  [
    'a kit whose only question stands in a vendored package',
    { 'package.json': '{"dependencies":{"unleash-client":"5"}}', 'node_modules/kit/a.js': "const on = unleash.isEnabled('a');" },
    ['package.json:1 unleash unknown runtime'],
  ],
  [
    'switches in the environment, which only a deployment changes',
    {
      'src/flags.ts': "export const featureFlags = {\n  cart: process.env.FEATURE_CART === 'true',\n};\n",
      'src/cart.ts': "if (featureFlags['cart']) show();\n",
    },
    ['src/flags.ts:1 home-grown yes'],
  ],
  ['an application of AppConfig alone', { 'main.tf': 'resource "aws_appconfig_application" "shop" {\n  name = "shop"\n}\n' }, []],
  [
    'a registry that nobody reads',
    { 'app/lib/feature_flags.rb': registry, 'config/features.yml': 'feature_flags:\n  a:\n    live: false\n' },
    [],
  ],
  ['a registry that is mentioned in a comment', { 'app/lib/feature_flags.rb': registry, 'app/a.rb': '# FeatureFlags.enabled?(:a)\n' }, []],
  [
    'a registry that is read',
    { 'app/lib/feature_flags.rb': registry, 'app/a.rb': 'show if FeatureFlags.enabled?(:a)\n' },
    ['app/lib/feature_flags.rb:1 home-grown yes'],
  ],
  [
    'flags made of a class and kept under names',
    {
      'lib/flag.rb': 'class Flag\n  def enabled?\n    ENV["FEATURE_X"] == "true"\n  end\nend',
      'config/initializers/flags.rb': 'NightMode = Flag.new("night_mode")\nSlowJobs = Flag.new("slow_jobs")',
      'app/helpers/a.rb': 'return if NightMode.enabled?',
    },
    ['lib/flag.rb:1 home-grown yes'],
  ],
  ['a person with a speaking name', { 'users.yml': 'users:\n  - Waffle\n' }, []],
  [
    'an alert about a flag service',
    { 'alerts.yaml': 'groups:\n- name: growthbook\n  rules:\n  - alert: GrowthbookSeats\n    expr: seats > 1\n' },
    [],
  ],
  ['switches of the framework', { 'src/main/java/A.java': '@ConditionalOnProperty("drift.enabled")\nclass DriftController {}' }, []],
  [
    'the flag of a country',
    { 'src/Flag.tsx': 'export const Flag = () => <img src={process.env.CDN} />;', 'src/b.tsx': 'const x = <Flag enabled />;' },
    [],
  ],
])('%s', async (_, files, expected) => {
  expect(
    flat(await factsOf(files), 'flag.sdk').map(
      each => `${each.path}:${each.line} ${each.library} ${each.used}${each.runtime ? ' runtime' : ''}`,
    ),
  ).toEqual(expected);
});

const cleanup = (step: string, job = '') => `on: push\njobs:\n  stale:\n${job}    steps:\n      - ${step}\n`;

test.each([
  [
    'looks for references',
    cleanup('uses: launchdarkly/find-code-references@v2'),
    [{ tool: 'launchdarkly-code-references', path: '.github/workflows/stale.yml', line: 5 }],
  ],
  ['removes stale flags', cleanup('run: npx piranha --flags stale'), [{ tool: 'piranha', line: 5 }]],
  ['is commented out', cleanup('run: ls\n      # - uses: launchdarkly/find-code-references@v2'), []],
  ['never runs', cleanup('uses: launchdarkly/find-code-references@v2', '    if: false\n'), []],
  ['only names the tool', cleanup('run: echo ld-find-code-refs was here'), []],
])('a step that %s', async (_, text, expected) => {
  expect(flat(await factsOf({ '.github/workflows/stale.yml': text }), 'flag.lifecycle')).toMatchObject(expected);
});

test.each([
  ['asked', "const choice = user.decide('cart');\n", ['src/a.ts:1']],
  ['not asked', 'const cart = 1;\n', []],
])('an experiment that is %s', async (_, code, expected) => {
  const files = {
    'package.json': '{"dependencies":{"@optimizely/optimizely-sdk":"5"}}',
    'src/a.ts': `${code}import kit from '@optimizely/optimizely-sdk';\n`,
  };
  expect(flat(await factsOf(files), 'experiment').map(each => `${each.path}:${each.line}`)).toEqual(expected);
});
