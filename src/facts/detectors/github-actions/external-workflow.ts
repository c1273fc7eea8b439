import { restsOn } from '../../own-words/in-force.ts';
import { deedsOf } from '../../own-words/pipeline-deeds.ts';
import { saidWrapper } from '../../own-words/wrapper-names.ts';
import { isProduction, tierOf, wordsOf } from '../../production.ts';
import type { Effect } from '../commands/effects.ts';
import { effectsOfName } from '../commands/names.ts';
import type { JobFinding } from './workflow.ts';

/** What a workflow of another repository does, as far as its name, the job and the inputs tell. */
export function externalEffects(job: JobFinding): readonly Effect[] {
  const file = job.uses
    .replace(/@.*$/, '')
    .replace(/^.*\//, '')
    .replace(/\.ya?ml$/, '');
  const place = { command: job.uses.replace(/@.*$/, ''), line: job.usesLine, blocking: true };
  const wrapper = saidWrapper(job.uses);
  const said = wrapper && deedsOf(wrapper, place);
  if (said) {
    restsOn(wrapper.at);
    return said.effects;
  }
  if (hasWord(file, scanners)) return [{ does: 'scan', ...place, blocking: false }]; // whether it can fail is not visible
  const names = hasWord(file, otherPurposes) ? [file] : [file, job.id, job.name];
  const named = names.map(name => effectsOfName(name, place)).find(effects => effects.length > 0) ?? [];
  const deployed = named.map(effect => (effect.how === 'script' ? { ...effect, how: 'environment' as const } : effect));
  if (deployed.length > 0) return deployed;
  if (testsByName(job, file)) return [{ does: 'opaque_test', ...place }];
  if (pushesImage(job)) return [{ does: 'deploy', how: 'artifact', ...place }];
  return /^(?:apply|release-to|ship)\b/.test(job.id) && goesSomewhere(job) ? [{ does: 'deploy', how: 'environment', ...place }] : [];
}

const scanners = new Set(['gitleaks', 'codeql', 'trivy', 'semgrep', 'snyk', 'trufflehog', 'zizmor', 'grype']);
// What a workflow with such a name does is not what its caller is called after, `publish` for instance.
const otherPurposes = new Set(['pr', 'pull', 'changelog', 'label', 'labels', 'labeler', 'scorecard', 'stale', 'semantic', 'triage']);

function hasWord(name: string, words: ReadonlySet<string>): boolean {
  return wordsOf(name).some(word => words.has(word));
}

/** Compounds of other languages end with the word: `enhetstest`. */
function testsByName(job: JobFinding, file: string): boolean {
  const texts = [file, job.id, job.name, ...Object.values(job.inputs).flat()];
  return texts.some(text =>
    wordsOf(text).some(word => /(?:test|tests|tester|testing)$/.test(word) && !/^(?:latest|contest|attest|protest|fastest)$/.test(word)),
  );
}

function pushesImage(job: JobFinding): boolean {
  return Object.entries(job.inputs).some(
    ([name, [value]]) => /^(?:push|publish)[-_]?(?:image|docker|container|package)?$/i.test(name) && value === 'true',
  );
}

function goesSomewhere(job: JobFinding): boolean {
  return Object.values(job.inputs)
    .flat()
    .some(text => isProduction(text) === 'yes' || tierOf(text) !== 'unknown');
}
