import { type FactDraft, fact } from '../../../model/fact.ts';
import type { Located, Scene } from '../../detector.ts';
import { dependencies } from '../dependencies/dependencies.ts';
import { ecosystemOf } from '../dependencies/ecosystems.ts';
import { moduleFolders } from '../modules.ts';
import { languageOf } from '../source-signals.ts';
import type { Asked, FlagFinding, Registry } from './flag-finding.ts';
import { type FlagSdk, flagSdks } from './flag-sdks.data.ts';

export function* linkFlags(findings: readonly Located<FlagFinding>[], scene: Scene): Generator<FactDraft> {
  const own = findings.filter(({ path }) => scene.classOf(path) === 'own');
  yield* kits(own, scene);
  yield* homeGrown(own);
  for (const { path, finding } of own)
    if (finding.kind === 'lifecycle') yield fact('flag.lifecycle', { tool: finding.tool }, { path, line: finding.line });
}

/** A kit counts with its dependency; whether anything asks it decides about `used`. */
function* kits(findings: readonly Located<FlagFinding>[], scene: Scene): Generator<FactDraft> {
  const moduleOf = moduleFolders(scene);
  const seen = new Set<string>();
  for (const { path, finding } of scene.findings(dependencies)) {
    const sdk = finding.dev || scene.classOf(path) !== 'own' ? undefined : sdkOf(finding.name, finding.ecosystem);
    if (!sdk) continue;
    const module = moduleOf(path);
    const language = sdk.languages.find(each => ecosystemOf[each] === finding.ecosystem) ?? 'node';
    const asking = findings.find(
      (each): each is Located<Asked> =>
        each.finding.kind === 'asked' &&
        each.finding.sdk === sdk.library &&
        ecosystemOf[languageOf(each.path) ?? ''] === finding.ecosystem &&
        (module === '' || each.path.startsWith(`${module}/`)),
    );
    const key = `${module}:${sdk.library}:${language}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const place = asking ? { path: asking.path, line: asking.finding.line } : { path, line: finding.line };
    yield fact('flag.sdk', { language, library: sdk.library, runtime: sdk.runtime, used: asking ? 'yes' : 'unknown' }, place);
    if (asking && sdk.experiments) yield fact('experiment', { tool: sdk.library }, place);
  }
}

function sdkOf(name: string, ecosystem: string): FlagSdk | undefined {
  return flagSdks.find(sdk => sdk.languages.some(language => ecosystemOf[language] === ecosystem) && sdk.dependency.test(name));
}

/** A registry counts when code outside of its own file asks it, directly or through the flags made of it. */
function* homeGrown(findings: readonly Located<FlagFinding>[]): Generator<FactDraft> {
  const constants = findings.flatMap(({ path, finding }) => (finding.kind === 'constant' ? [{ path, ...finding }] : []));
  const readings = findings.flatMap(({ path, finding }) => (finding.kind === 'reading' ? [{ path, ...finding }] : []));
  const registries = findings.filter((each): each is Located<Registry> => each.finding.kind === 'registry');
  for (const { path, finding } of registries) {
    const made = constants.filter(each => each.registry === finding.name);
    const names = new Set([finding.name, lowered(finding.name), ...made.map(each => each.name)]);
    const read = readings.find(each => names.has(each.name) && each.path !== path);
    if (!read) continue;
    yield fact(
      'flag.sdk',
      { language: finding.language, library: 'home-grown', runtime: false, used: 'yes', flags: made.length },
      { path, line: finding.line },
    );
  }
}

/** `FeatureFlags` is mostly kept in `featureFlags`. */
function lowered(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
