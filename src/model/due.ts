const day = 86_400_000;
/** An action without a date counts as due this long after its incident. */
const patience = 30;

/** Whether an action of a review should be done by now; days as `YYYY-MM-DD`, `''` where nothing tells them. */
export function isDue({ due }: { readonly due: string }, incident: string, today: string): boolean {
  if (due !== '') return due < today;
  return incident !== '' && Date.parse(today) - Date.parse(incident) > patience * day;
}
