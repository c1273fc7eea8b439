import type { Assessment } from '../../model/assessment.ts';
import { isOwn } from '../../model/fact.ts';
import type { FactKind } from '../../model/fact-kinds.ts';
import { runbookPolicyOf } from '../../model/runbook-policy.ts';
import { debtRegister } from './debt-register.ts';
import { postmortemRegister } from './postmortem-register.ts';
import type { RegistersJson } from './register-contract.ts';
import { runbookRegister } from './runbook-register.ts';

/** What the registers are told from; in large repositories few facts are. */
const kinds: ReadonlySet<FactKind> = new Set<FactKind>([
  'debt.register',
  'debt.entry',
  'debt.month',
  'postmortem',
  'postmortem.action',
  'runbook',
  'runbook.broken-link',
  'service',
  'alert.rule',
]);

/** What the registers of a workload say, from its facts alone; nothing when there are none. */
export function registersOf({ facts: all, model, asOf }: Pick<Assessment, 'facts' | 'model' | 'asOf'>): RegistersJson | undefined {
  const facts = all.filter(fact => kinds.has(fact.kind) && isOwn(fact));
  const today = asOf.toISOString().slice(0, 10);
  const debt = debtRegister(facts, today);
  const postmortems = postmortemRegister(facts, today);
  const runbooks = runbookRegister(facts, runbookPolicyOf(model), today);
  if (!debt && !postmortems && !runbooks) return undefined;
  return { ...(debt ? { debt } : {}), ...(postmortems ? { postmortems } : {}), ...(runbooks ? { runbooks } : {}) };
}
