import type { Tree } from '../../../lib/tree.ts';
import { restsOn } from '../../own-words/in-force.ts';
import { deedsOf } from '../../own-words/pipeline-deeds.ts';
import { saidWrapper } from '../../own-words/wrapper-names.ts';
import { wordsOf } from '../../production.ts';
import type { Effect, Reading } from '../commands/effects.ts';
import { namesDeployment } from '../commands/names.ts';
import { readScript } from '../commands/read-script.ts';
import { actions, actionsByInput } from './actions.data.ts';

export interface ActionReading {
  readonly reading: Reading;
  readonly asks: boolean;
}

const nothing: ActionReading = { reading: [], asks: false };

/** What a step with `uses` does. */
export function readAction(step: Tree): ActionReading {
  const uses = step.text('uses') ?? '';
  const line = step.get('uses')?.line ?? step.line;
  const said = saidAction(uses, line);
  if (said) return said;
  if (uses.startsWith('./')) return { reading: [localAction(uses, line)], asks: false };
  if (uses.startsWith('docker://')) return { reading: readScript(`${uses.slice(9)} ${step.text('with.args') ?? ''}`, line), asks: false };
  const name = uses.replace(/@.*$/, '').toLowerCase();
  const scripts = scriptInputs(name, step);
  if (scripts) return { reading: scripts, asks: false };
  if (step.flag('with.runTests') === false) return nothing; // Cypress is only installed
  const place = { command: uses.replace(/@.*$/, ''), line, blocking: !isAdvisoryScan(step) };
  const byInput = actionsByInput.filter(([action, input, value]) => same(action, name) && value.test(step.text(`with.${input}`) ?? ''));
  if (byInput.length > 0)
    return { reading: byInput.map(([, , , does, how]) => ({ ...place, does, ...(how ? { how } : {}) })), asks: false };
  const named = byName(name, place);
  return onlyAfterFailure(step)
    ? { ...named, reading: named.reading.filter(item => !('does' in item && item.does === 'announce')) }
    : named;
}

/** What the organisation says that an action does. */
function saidAction(uses: string, line: number): ActionReading | undefined {
  const wrapper = saidWrapper(uses);
  const deeds = wrapper && deedsOf(wrapper, { command: uses.replace(/@.*$/, ''), line, blocking: true });
  if (!wrapper || !deeds) return undefined;
  restsOn(wrapper.at);
  return { reading: deeds.effects, asks: deeds.asks };
}

/** `notify_when: failure` of actions that send messages. */
function onlyAfterFailure(step: Tree): boolean {
  const when = ['notify_when', 'notify-when', 'notify_on', 'notify-on', 'when'].map(input => step.text(`with.${input}`) ?? '');
  return when.some(text => /fail/i.test(text) && !/success|always|all/i.test(text));
}

function localAction(uses: string, line: number): Reading[number] {
  return { runner: 'action', target: uses, folder: '', command: uses, line, blocking: true, otherwise: [] };
}

function byName(name: string, place: Omit<Effect, 'does'>): ActionReading {
  const found = actions.find(([does, , names]) => does !== 'command' && names.some(action => same(action, name)));
  if (found) {
    const [does, how] = found;
    if (does === 'ask_person') return { reading: [], asks: true };
    if (does === 'nothing' || does === 'command') return nothing;
    return { reading: [{ ...place, does, ...(how ? { how: how as Effect['how'] } : {}) }], asks: false };
  }
  const words = wordsOf(name.slice(name.indexOf('/') + 1));
  if (namesDeployment(words)) return { reading: [{ ...place, does: 'deploy', how: 'environment' }], asks: false };
  return isInfrastructure(words) ? { reading: infrastructure(words, place), asks: false } : nothing;
}

function isInfrastructure(words: readonly string[]): boolean {
  return words.some(word => ['terraform', 'terragrunt', 'tofu', 'opentofu'].includes(word)) && !words.includes('setup');
}

/** `some-org/terraform-plan` does what it is called. */
function infrastructure(words: readonly string[], place: Omit<Effect, 'does'>): Reading {
  if (words.includes('plan')) return [{ ...place, does: 'plan' }];
  if (words.includes('apply')) return [{ ...place, does: 'deploy', how: 'environment' }];
  return words.includes('validate') ? [{ ...place, does: 'validate' }] : [];
}

/** Actions that run the script in one of their inputs. */
function scriptInputs(name: string, step: Tree): Reading | undefined {
  for (const [does, , names] of actions) {
    if (does !== 'command') continue;
    const entry = names.find(text => text.startsWith(`${name}:`));
    const input = entry && step.get(`with.${entry.slice(name.length + 1)}`);
    if (input) return readScript(input.text() ?? '', input.endLine > input.line ? input.line + 1 : input.line);
  }
  return undefined;
}

/** Scanners that are told not to fail. */
function isAdvisoryScan(step: Tree): boolean {
  const off = ['soft_fail', 'soft-fail'].some(input => step.flag(`with.${input}`) === true);
  const failing = ['fail-build', 'fail_build', 'exit-code', 'fail-on'].map(input => step.text(`with.${input}`) ?? '');
  const isTrivy = (step.text('uses') ?? '').startsWith('aquasecurity/trivy-action');
  return off || failing.includes('false') || failing.includes('0') || (isTrivy && !step.has('with.exit-code'));
}

function same(wanted: string, name: string): boolean {
  return wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : wanted === name;
}
