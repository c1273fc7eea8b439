import type { Link, Section, TextDocument } from '../../../lib/text-document.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { wordsOf } from '../../production.ts';
import { phrases } from '../documents/phrases.ts';
import { documentExtensions, documentOf } from '../documents/reading.ts';
import { prometheusRules } from '../prometheus-rules/prometheus-rules.ts';
import { comparedWords, documentSites, outsideDeployers, publicSites, type Topic, topicPhrases } from './evidence-elsewhere.data.ts';

const topics = topicPhrases.map(([topic, list]) => [topic, phrases(list)] as const);
const deployer = phrases(outsideDeployers);
const deployed = /\b(?:deployed|rolled out|released|applied)\b.{0,40}\b(?:by|at|through|via|from|in|using)\b/i;
const gitHost = /^https?:\/\/(?:github|gitlab|bitbucket|git|gerrit|codeberg)[\w.-]*\//i;
const deployPath = /\/(?:-\/)?(?:blob|tree|raw)\/.{0,80}(?:saas|deploy|cicd|argocd|flux|gitops|manifests)[^?#]{0,40}\.(?:ya?ml|json|tf)\b/i;
/** `Authorization to merge an MR in [the deployment repository](…)`: who may approve is decided there. */
const asksThere =
  /\b(?:authori[sz]ation|permission|approval|approved|right)s?\b.{0,60}\b(?:MRs?|PRs?|merge requests?|pull requests?)\b.{0,20}\b(?:in|to|on|against)\b/i;
const forgeWiki = /^https?:\/\/(?:github|gitlab)[^/]*\/.{1,100}\/wikis?(?:\/|$)/;
const startOfHost = /^[a-z]/;
const mostFacts = 20;

/** Says where evidence is kept that the sources cannot show, so that its absence here is not read as a no. */
export const evidenceElsewhere = detector<FactDraft>({
  id: 'evidence-elsewhere',
  title: 'Pointers to evidence that is kept elsewhere',
  docs: 'https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Link',
  reads: [
    {
      extensions: documentExtensions,
      text: [...documentSites, '/wiki', ...outsideDeployers, 'Puppet', 'app-interface', 'repository]', 'repository.', ' repository'],
    },
  ],
  emits: ['evidence.elsewhere'],

  *parse(file) {
    const text = file.text.slice(0, 400_000).toLowerCase();
    if (
      !['/wiki', ...documentSites].some(site => text.includes(site)) &&
      !deployed.test(text) &&
      !deployPath.test(text) &&
      !asksThere.test(text)
    )
      return;
    const found = new Map<Topic, FactDraft>();
    for (const draft of pointersIn(documentOf(file))) if (!found.has(draft.fields.topic)) found.set(draft.fields.topic, draft);
    yield* [...found.values()].slice(0, mostFacts);
  },

  *link(findings, scene) {
    for (const { path, finding } of findings) yield { ...finding, path };
    for (const { path, finding } of scene.findings(prometheusRules)) {
      if (finding.is === 'alert' && tellsOfDrift(finding.name))
        yield fact('evidence.elsewhere', { topic: 'drift', where: finding.name }, { path, line: finding.line });
    }
  },
});

/** Somebody measures what an alert compares: a job that looks for drift stands somewhere. Drift of data or clocks is another matter. */
function tellsOfDrift(alert: string): boolean {
  const words = wordsOf(alert.slice(0, 200).replace(/([A-Z])([A-Z][a-z])/g, '$1 $2'));
  const says = (list: readonly string[]) => list.some(word => words.includes(word));
  return (
    says(comparedWords) &&
    (words.includes('drift') || words.includes('drifted') || (words.includes('pending') && says(['change', 'changes', 'diff', 'plan'])))
  );
}

function* pointersIn(document: TextDocument): Generator<FactDraft<'evidence.elsewhere'>> {
  for (const section of document.sections) {
    for (const link of section.links) {
      const near = `${link.text} ${around(section, link)}`;
      const topic = isDocumentSite(link.url) ? topicOf(link.text, near) : topicOfRepository(link, near, section);
      if (topic) yield fact('evidence.elsewhere', { topic, where: hostOf(link.url) }, { line: link.line });
    }
    const chapter = /deploy|release|rollout/i.test(section.title);
    for (const { text, line } of section.lines) {
      const tool = deployer.exec(text)?.[0];
      if (tool && (chapter || deployed.test(text))) yield fact('evidence.elsewhere', { topic: 'deployment', where: tool }, { line });
    }
  }
}

/** The words around a link: its line and, inside a paragraph, the line before. */
function around(section: Section, link: Link): string {
  const first = section.items.some(item => item.line === link.line) ? link.line : link.line - 1;
  return section.lines.flatMap(line => (line.line >= first && line.line <= link.line ? line.text : [])).join(' ');
}

function isDocumentSite(url: string): boolean {
  const address = url.toLowerCase();
  if (!/^https?:/.test(address) || publicSites.some(site => address.includes(site))) return false;
  return (
    forgeWiki.test(address) ||
    documentSites.some(site => address.includes(startOfHost.test(site) ? `//${site}` : site) || address.includes(`.${site}`))
  );
}

/** The link's own words decide before the words around it. */
function topicOf(own: string, near: string): Topic | undefined {
  return (topics.find(([, test]) => test.test(own)) ?? topics.find(([, test]) => test.test(near)))?.[0];
}

function topicOfRepository(link: Link, near: string, section: Section): Topic | undefined {
  if (pointsToDeployment(link.url, near)) return 'deployment';
  const own = section.lines.find(({ line }) => line === link.line)?.text ?? '';
  const before = own.slice(0, Math.max(0, own.indexOf(link.text)));
  return gitHost.test(link.url) && asksThere.test(before) ? 'approval' : undefined;
}

function pointsToDeployment(url: string, near: string): boolean {
  return gitHost.test(url) && deployPath.test(url) && /\b(?:in|of|from) (?:the|our) [\w-]+ repo(?:sitory)?\b/i.test(near);
}

function hostOf(url: string): string {
  return /^https?:\/\/([^/?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? url.slice(0, 100);
}
