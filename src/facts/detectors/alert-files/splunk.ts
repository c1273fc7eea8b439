import { fact } from '../../../model/fact.ts';
import type { SourceFile } from '../../source-file.ts';
import { classifyMetrics } from '../alert-class/classify-metric.ts';
import type { CloudAlert } from '../alert-class/cloud-alert.ts';
import { channelOf, meaningOf, mostUrgent } from '../alert-class/urgency.ts';
import type { Finding } from './alert-files.ts';

const severities: Readonly<Record<string, string>> = {
  '1': 'debug',
  '2': 'info',
  '3': 'warning',
  '4': 'error',
  '5': 'critical',
  '6': 'fatal',
};

/** Saved searches that are alerts: they run on a schedule and compare what they find. https://docs.splunk.com/Documentation/Splunk/latest/Admin/Savedsearchesconf */
export function* savedSearchesIn(text: string): Generator<CloudAlert> {
  for (const { name, line, settings } of stanzasOf(text)) {
    const compares = settings.has('alert_type') ? settings.get('alert_type') !== 'always' : settings.has('counttype');
    const acts = [...settings]
      .filter(([key, value]) => /^action\.\w+$/.test(key) && isOn(value))
      .map(([key]) => key.slice('action.'.length));
    const channels = [...acts, ...(settings.get('actions') ?? '').split(/[\s,]+/)].filter(Boolean).map(channelOf);
    if (name === 'default' || (!compares && !settings.has('alert.severity') && channels.length === 0)) continue;
    const off = isOn(settings.get('disabled')) || (settings.has('enableSched') && !isOn(settings.get('enableSched')));
    yield {
      line,
      fields: {
        tool: 'splunk',
        name,
        ...classifyMetrics([], name),
        ...(channels.length > 0 ? meaningOf(mostUrgent(channels)) : {}),
        severity: severities[settings.get('alert.severity') ?? ''] ?? '',
        enabled: off ? 'no' : 'yes',
      },
      runbook: { within: settings.get('description') ?? settings.get('action.email.message.alert') ?? '' },
    };
  }
}

function isOn(value: string | undefined): boolean {
  return /^(?:1|true|t|yes)$/i.test(value ?? '');
}

interface Stanza {
  readonly name: string;
  readonly line: number;
  readonly settings: Map<string, string>;
}

function stanzasOf(text: string): readonly Stanza[] {
  const stanzas: Stanza[] = [];
  for (const [index, line] of text.split('\n', 50_000).entries()) {
    const name = /^\[([^\]]{1,200})\]\s*$/.exec(line)?.[1];
    const setting = /^([\w.:-]{1,100})[ \t]*=[ \t]*(.*)$/.exec(line.slice(0, 2_000));
    if (name !== undefined) stanzas.push({ name, line: index + 1, settings: new Map() });
    else if (setting) stanzas.at(-1)?.settings.set(setting[1] ?? '', (setting[2] ?? '').trim());
  }
  return stanzas;
}

/** A dashboard or form in Simple XML. */
export function* splunkViewIn(file: SourceFile): Generator<Finding> {
  const root = /<(?:dashboard|form)\b/.exec(file.text);
  if (!root) return;
  const title = /<label>([^<]{1,200})<\/label>/.exec(file.text)?.[1] ?? file.name.replace(/\.xml$/, '');
  const panels = file.text.match(/<panel\b/g)?.length ?? 0;
  yield { dashboard: fact('dashboard', { tool: 'splunk', title, panels }, { line: file.lineAt(root.index) }) };
}
