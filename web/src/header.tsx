import { useEffect, useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { usePortfolio } from './data/use-data.ts';
import { Icon } from './parts/icon.tsx';
import { LiveStatus } from './parts/live-status.tsx';
import { addressOf, type Route } from './route.ts';

export function Header({ route }: { readonly route: Route }) {
  const { rows } = usePortfolio();
  const single = rows.length === 1;
  const home = single ? 'Service' : 'Portfolio';
  const isHome = route.page !== 'model';
  return (
    <header className="top">
      <a className="brand" href="#/">
        <Icon name="brand" />
        opsex
      </a>
      <nav aria-label="Main">
        <a href="#/" aria-current={isHome ? (route.page === 'portfolio' || single ? 'page' : 'true') : undefined}>
          {home}
        </a>
        <a href={addressOf({ page: 'model' })} aria-current={isHome ? undefined : 'page'}>
          Model
        </a>
      </nav>
      <LiveStatus />
      <ThemeChoice />
    </header>
  );
}

const themes = [
  ['system', 'As the system', 'system'],
  ['light', 'Light', 'sun'],
  ['dark', 'Dark', 'moon'],
] as const;
type Theme = (typeof themes)[number][0];

function ThemeChoice() {
  const [theme, setTheme] = useState<Theme>(rememberedTheme);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    remember(theme);
  }, [theme]);
  return (
    <ToggleButtonGroup
      aria-label="Colours"
      className="toggle-group"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[theme]}
      onSelectionChange={keys => setTheme(([...keys][0] as Theme | undefined) ?? 'system')}
    >
      {themes.map(([id, label, icon]) => (
        <ToggleButton key={id} id={id} aria-label={label}>
          <Icon name={icon} />
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

const memory = 'opsex-theme';

/** A page from disk may not be allowed to remember anything. */
function rememberedTheme(): Theme {
  try {
    return themes.find(([id]) => id === localStorage.getItem(memory))?.[0] ?? 'system';
  } catch {
    return 'system';
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(memory, theme);
  } catch {}
}
