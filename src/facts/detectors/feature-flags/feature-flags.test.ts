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
