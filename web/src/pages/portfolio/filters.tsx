import type { PortfolioRow } from '../../../../src/report/web-contract.ts';
import { Choice } from '../../parts/choice.tsx';
import { Find } from '../../parts/find.tsx';
import { any, type Filter } from './select.ts';

interface Props {
  readonly rows: readonly PortfolioRow[];
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

/** Only what tells the services apart is offered. */
export function Filters({ rows, filter, onChange }: Props) {
  const teams = distinct(rows.flatMap(row => row.team ?? []));
  const tiers = distinct(rows.flatMap(row => (row.tier === undefined ? [] : String(row.tier))));
  const tags = distinct(rows.flatMap(row => row.tags ?? []));
  return (
    <div className="filters">
      <Find label="Find a service" value={filter.text} onChange={text => onChange({ ...filter, text })} />
      <Choice
        label="Proven level"
        value={filter.level}
        options={[everything, ...levels]}
        onChange={level => onChange({ ...filter, level })}
      />
      {teams.length > 0 && (
        <Choice label="Team" value={filter.team} options={[everything, ...named(teams)]} onChange={team => onChange({ ...filter, team })} />
      )}
      {tiers.length > 0 && (
        <Choice
          label="Tier"
          value={filter.tier}
          options={[everything, ...tiers.map(tier => [tier, `tier ${tier}`] as const)]}
          onChange={tier => onChange({ ...filter, tier })}
        />
      )}
      {tags.length > 0 && (
        <Choice label="Tag" value={filter.tag} options={[everything, ...named(tags)]} onChange={tag => onChange({ ...filter, tag })} />
      )}
    </div>
  );
}

const everything = [any, 'all'] as const;
const levels = ['1', '2', '3', '4', '5'].map(level => [level, `level ${level}`] as const);

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}

function named(values: readonly string[]): readonly (readonly [string, string])[] {
  return values.map(value => [value, value]);
}
