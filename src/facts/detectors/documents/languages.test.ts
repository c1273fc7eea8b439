import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

/** Ordinary sentences that make a document long enough to be read as one. */
const filler = 'Lorem kvantum shop checkout orders payments cluster queue worker node. '.repeat(8);

interface Handbook {
  readonly runbook: readonly [path: string, text: string];
  readonly deployment: string;
  readonly postmortem: readonly [path: string, text: string];
  readonly oncall: string;
  readonly change: string;
  readonly freeze: string;
  readonly debt: readonly [path: string, text: string];
}

const handbooks: Readonly<Record<string, Handbook>> = {
  German: {
    runbook: [
      'docs/betriebshandbuch/kasse-ausfall.md',
      `# Ausfall der Kasse\n\n## Auslöser\n${filler}\n## Auswirkung\nKunden zahlen nicht.\n## Diagnose\n\`\`\`bash\nkubectl get pods\n\`\`\`\n## Behebung\n1. Prüfen\n2. Neustarten\n3. Melden\n## Eskalation\nRufbereitschaft anrufen.\n`,
    ],
    deployment:
      '## Bereitstellung in Produktion\n\n1. Tag setzen\n2. Pipeline starten\n3. Prüfen\n\n### Zurückrollen\n\n```bash\nhelm rollback shop\n```\n',
    postmortem: [
      'docs/vorfallberichte/2026-03-04-kasse.md',
      `# Ausfall der Kasse\n\nDatum: 04.03.2026\n\n## Auswirkung\n${filler} Kunden konnten nicht zahlen.\n## Zeitverlauf\n08:00 Beginn\n## Ursache\nAusgelöst durch eine Änderung.\n## Behebung\nZurückgerollt und behoben.\n## Maßnahmen\n\n| Maßnahme | Verantwortlich | Fällig | Status |\n|--|--|--|--|\n| Alarm ergänzen | Kim | 2026-04-01 | erledigt |\n`,
    ],
    oncall:
      '## Rufbereitschaft\n\nDienstplan wöchentlich, erreichbar über #bereitschaft.\n\n| Stufe | Kontakt |\n|--|--|\n| 1 | Kim |\n| 2 | Ola |\n',
    change:
      '# Änderungsmanagement\n\n- Standardänderung: geringes Risiko\n- Normale Änderung: Freigabe nach dem Vier-Augen-Prinzip\n- Notfalländerung: danach\n\nIm Wartungsfenster, vorher ankündigen.\n',
    freeze: 'Keine Deployments an Freitagen und vor Feiertagen.\n',
    debt: [
      'docs/betriebsschulden.md',
      '# Betriebsschulden\n\n| Nr | Thema | Zuständig | Priorität | Status |\n|--|--|--|--|--|\n| 1 | Neustart von Hand | Kim | hoch | offen |\n',
    ],
  },
  French: {
    runbook: [
      'docs/fiches-reflexes/panne-paiement.md',
      `# Panne du paiement\n\n## Symptômes\n${filler}\n## Conséquences\nPlus de paiements.\n## Diagnostic\n\`\`\`bash\nkubectl get pods\n\`\`\`\n## Résolution\n1. Relancer\n2. Contrôler\n3. Prévenir\n## Qui contacter\nL'astreinte.\n`,
    ],
    deployment:
      '## Mise en production\n\n1. Poser le tag\n2. Lancer le pipeline\n3. Vérifier en production\n\n### Retour arrière\n\n```bash\nhelm rollback shop\n```\n',
    postmortem: [
      'docs/rapports-d-incident/2026-03-04-paiement.md',
      `# Panne du paiement\n\nDate : 4 mars 2026\n\n## Impact\n${filler} Les usagers ne pouvaient plus payer.\n## Chronologie\n08:00 début\n## Causes\nCausé par une migration.\n## Résolution\nService rétabli.\n## Plan d'action\n\n| Action | Responsable | Échéance | Statut |\n|--|--|--|--|\n| Ajouter une alerte | Kim | 2026-04-01 | fait |\n`,
    ],
    oncall: '## Astreinte\n\nRoulement par semaine, joindre #astreinte.\n\n| Niveau | Contact |\n|--|--|\n| 1 | Kim |\n| 2 | Ola |\n',
    change:
      "# Gestion des changements\n\n- Changement standard : préapprouvé\n- Changement normal : analyse d'impact, approuvé par un pair\n- Changement urgent : a posteriori\n\nFenêtre de maintenance le mardi.\n",
    freeze: 'Pas de mise en production le vendredi ni la veille de week-end.\n',
    debt: [
      'docs/dette-technique.md',
      '# Dette technique\n\n| Numéro | Titre | Responsable | Priorité | État |\n|--|--|--|--|--|\n| 1 | Redémarrage manuel à la main | Kim | haute | ouvert |\n',
    ],
  },
  Spanish: {
    runbook: [
      'docs/manual-de-operaciones/caida-pagos.md',
      `# Caída de pagos\n\n## Síntomas\n${filler}\n## Impacto\nNadie paga.\n## Diagnóstico\n\`\`\`bash\nkubectl get pods\n\`\`\`\n## Solución\n1. Reiniciar\n2. Comprobar\n3. Avisar\n## Escalamiento\nLlamar a la guardia.\n`,
    ],
    deployment:
      '## Despliegue en producción\n\n1. Crear la etiqueta\n2. Lanzar el pipeline\n3. Comprobar\n\n### Marcha atrás\n\n```bash\nhelm rollback shop\n```\n',
    postmortem: [
      'docs/incidencias/2026-03-04-pagos.md',
      `# Caída de pagos\n\nFecha: 4 de marzo de 2026\n\n## Impacto\n${filler} Los clientes no podían pagar.\n## Cronología\n08:00 inicio\n## Causa raíz\nCausado por una migración.\n## Resolución\nServicio restaurado.\n## Acciones\n\n| Acción | Responsable | Plazo | Estado |\n|--|--|--|--|\n| Añadir alerta | Kim | 2026-04-01 | hecho |\n`,
    ],
    oncall: '## Guardias\n\nTurnos semanales, canal #guardia.\n\n| Nivel | Contacto |\n|--|--|\n| 1 | Kim |\n| 2 | Ola |\n',
    change:
      '# Gestión de cambios\n\n- Cambio estándar: preaprobado\n- Cambio normal: evaluación de riesgos, aprobado por otra persona\n- Cambio de emergencia: después\n\nVentana de mantenimiento los martes.\n',
    freeze: 'No desplegar los viernes ni antes de festivos.\n',
    debt: [
      'docs/deuda-tecnica.md',
      '# Deuda técnica\n\n| Número | Título | Responsable | Prioridad | Estado |\n|--|--|--|--|--|\n| 1 | Reinicio manual a mano | Kim | alta | abierto |\n',
    ],
  },
  Norwegian: {
    runbook: [
      'docs/driftsrutiner/feil-i-betaling.md',
      `# Feil i betaling\n\n## Utløser\n${filler}\n## Konsekvenser\nIngen får betalt.\n## Feilsøking\n\`\`\`bash\nkubectl get pods\n\`\`\`\n## Løsning\n1. Start på nytt\n2. Sjekk\n3. Meld fra\n## Eskalering\nRing vakta.\n`,
    ],
    deployment:
      '## Produksjonssetting\n\n1. Sett tag\n2. Kjør pipeline\n3. Sjekk i produksjon\n\n### Rulle tilbake\n\n```bash\nhelm rollback shop\n```\n',
    postmortem: [
      'docs/hendelser/2026-03-04-betaling.md',
      `# Feil i betaling\n\nDato: 4. mars 2026\n\n## Konsekvenser\n${filler} Brukere fikk ikke betalt.\n## Hendelsesforløp\n08:00 start\n## Årsak\nForårsaket av en migrering.\n## Løsning\nRullet tilbake.\n## Tiltak\n\n| Tiltak | Ansvarlig | Frist | Status |\n|--|--|--|--|\n| Legg til varsel | Kim | 2026-04-01 | ferdig |\n`,
    ],
    oncall: '## Vaktordning\n\nVaktplan ukentlig, ta kontakt i #vakt.\n\n| Nivå | Kontakt |\n|--|--|\n| 1 | Kim |\n| 2 | Ola |\n',
    change:
      '# Endringshåndtering\n\n- Standardendring: forhåndsgodkjent\n- Normal endring: risikovurdering, godkjennes av en kollega\n- Hasteendring: i etterkant\n\nVedlikeholdsvindu tirsdager.\n',
    freeze: 'Ikke prodsett på fredager eller før helligdager.\n',
    debt: [
      'docs/teknisk-gjeld.md',
      '# Teknisk gjeld\n\n| Nr | Tittel | Ansvarlig | Prioritet | Tilstand |\n|--|--|--|--|--|\n| 1 | Omstart manuelt | Kim | høy | åpen |\n',
    ],
  },
  Ukrainian: {
    runbook: [
      'docs/рунбуки/збій-оплати.md',
      `# Збій оплати\n\n## Симптоми\n${filler}\n## Вплив\nНіхто не платить.\n## Діагностика\n\`\`\`bash\nkubectl get pods\n\`\`\`\n## Вирішення\n1. Перезапустити\n2. Перевірити\n3. Повідомити\n## Ескалація\nЧерговий.\n`,
    ],
    deployment:
      '## Розгортання\n\n1. Поставити тег\n2. Запустити пайплайн\n3. Перевірити на production\n\n### Відкат\n\n```bash\nhelm rollback shop\n```\n',
    postmortem: [
      'docs/інциденти/2026-03-04-оплата.md',
      `# Збій оплати\n\nДата: 4 березня 2026\n\n## Вплив\n${filler} Користувачі не могли платити.\n## Хронологія\n08:00 початок\n## Причина\nЧерез міграцію.\n## Усунення\nВідновлено.\n## План дій\n\n| Дія | Відповідальний | Термін | Статус |\n|--|--|--|--|\n| Додати алерт | Kim | 2026-04-01 | виконано |\n`,
    ],
    oncall:
      '## Чергування\n\nГрафік щотижня, канал #чергові, ops@example.org.\n\n| Рівень | Контакт |\n|--|--|\n| 1 | Kim |\n| 2 | Ola |\n',
    change:
      '# Управління змінами\n\n- Стандартна зміна: низький ризик\n- Звичайна зміна: погодження другої особи\n- Термінова зміна: після інциденту\n\nВікно обслуговування щовівторка.\n',
    freeze: 'Не деплоїмо у вихідні та перед святами.\n',
    debt: [
      'docs/технічний-борг.md',
      '# Технічний борг\n\n| Номер | Назва | Відповідальний | Пріоритет | Статус |\n|--|--|--|--|--|\n| 1 | Перезапуск вручну | Kim | високий | відкрито |\n',
    ],
  },
  Dutch: {
    runbook: [
      'docs/draaiboeken/storing-betaling.md',
      `# Storing betaling\n\n## Symptomen\n${filler}\n## Gevolgen\nNiemand betaalt.\n## Diagnose\n\`\`\`bash\nkubectl get pods\n\`\`\`\n## Oplossing\n1. Herstart\n2. Controleer\n3. Meld\n## Escalatie\nBel de wachtdienst.\n`,
    ],
    deployment:
      '## Uitrol naar productie\n\n1. Tag\n2. Start pipeline\n3. Controleer\n\n### Terugdraaien\n\n```bash\nhelm rollback shop\n```\n',
    postmortem: [
      'docs/incidentrapporten/2026-03-04-betaling.md',
      `# Storing betaling\n\nDatum: 2026-03-04\n\n## Gevolgen\n${filler} Klanten konden niet betalen.\n## Tijdlijn\n08:00 begin\n## Oorzaak\nVeroorzaakt door een migratie.\n## Oplossing\nTeruggedraaid.\n## Actiepunten\n\n| Actie | Eigenaar | Deadline | Status |\n|--|--|--|--|\n| Alarm toevoegen | Kim | 2026-04-01 | gereed |\n`,
    ],
    oncall: '## Wachtdienst\n\nRooster wekelijks, bereikbaar via #wacht.\n\n| Niveau | Contact |\n|--|--|\n| 1 | Kim |\n| 2 | Ola |\n',
    change:
      '# Wijzigingsbeheer\n\n- Standaardwijziging: laag risico\n- Normale wijziging: goedgekeurd door een collega\n- Spoedwijziging: achteraf\n\nOnderhoudsvenster op dinsdag.\n',
    freeze: 'Geen deploys op vrijdag of voor feestdagen.\n',
    debt: [
      'docs/technische-schuld.md',
      '# Technische schuld\n\n| Nr | Onderwerp | Eigenaar | Prioriteit | Status |\n|--|--|--|--|--|\n| 1 | Handmatig herstarten | Kim | hoog | open |\n',
    ],
  },
};

test.each(Object.entries(handbooks))('documents in %s', async (_, { runbook, deployment, postmortem, oncall, change, freeze, debt }) => {
  const facts = await factsOf({
    [runbook[0]]: runbook[1],
    'README.md': `# Shop\n\n${deployment}`,
    [postmortem[0]]: postmortem[1],
    'docs/team.md': `# Team\n\n${oncall}`,
    'docs/change.md': change,
    'docs/rules.md': `# Rules\n\n${freeze}`,
    [debt[0]]: debt[1],
  });
  const runbooks = flat(facts, 'runbook');
  expect(runbooks.find(each => each.path === runbook[0])).toMatchObject({
    incident: true,
    escalation: true,
    steps: 3,
    commands: 1,
    line: 1,
  });
  expect(runbooks.find(each => each.path === runbook[0])?.score).toBeGreaterThanOrEqual(85);
  expect(runbooks.find(each => each.path === 'README.md')).toMatchObject({ deployment: true, rollback: true, line: 3 });
  expect(flat(facts, 'postmortem')).toMatchObject([
    { date: '2026-03-04', valid: true, sections: 5, actions: 1, owned: 1, dated: 1, done: 1, path: postmortem[0] },
  ]);
  expect(flat(facts, 'oncall')).toMatchObject([{ schedule: true, escalation: true, path: 'docs/team.md', line: 3 }]);
  expect(flat(facts, 'change.policy')).toMatchObject([{ categories: 3, approval: true, schedule: true, path: 'docs/change.md' }]);
  expect(flat(facts, 'change.freeze')).toMatchObject([{ via: 'document', recurring: true, path: 'docs/rules.md', line: 3 }]);
  expect(flat(facts, 'debt.register')).toMatchObject([{ entries: 1, open: 1, operational: true, path: debt[0] }]);
});
