import { Suspense, useEffect, useRef } from 'react';
import { Button } from 'react-aria-components';
import type { Remembering } from './data/remembering.ts';
import { Data, usePortfolio, useSource } from './data/use-data.ts';
import { Exchange, useLive } from './data/use-live.ts';
import { Header } from './header.tsx';
import { AuditPage } from './pages/audit.tsx';
import { ChecklistPage } from './pages/checklist/checklist.tsx';
import { ControlPage } from './pages/control.tsx';
import { CriterionPage } from './pages/criterion.tsx';
import { MetricsPage } from './pages/metrics/metrics.tsx';
import { ModelPage } from './pages/model/model.tsx';
import { PlanPage } from './pages/plan/plan.tsx';
import { PortfolioPage } from './pages/portfolio/portfolio.tsx';
import { RegistersPage } from './pages/registers/registers.tsx';
import { OverviewPage } from './pages/service/overview.tsx';
import { Failure } from './parts/failure.tsx';
import { addressOf, type Route, useRoute } from './route.ts';

export function App({ source }: { readonly source: Remembering }) {
  const { shown, exchange } = useLive(source);
  return (
    <Data value={shown}>
      <Exchange value={exchange}>
        <Failure tryAgainWith={shown}>
          <Suspense fallback={<p className="loading">Loading …</p>}>
            <Frame />
          </Suspense>
        </Failure>
      </Exchange>
    </Data>
  );
}

function Frame() {
  const route = useShownRoute();
  const place = addressOf(pageOf(route));
  const main = useFocusOnNewPage(place);
  return (
    <>
      <Button className="skip" onPress={() => main.current?.focus()}>
        Skip to the content
      </Button>
      <Header route={route} />
      <main id="main" ref={main} tabIndex={-1}>
        <Failure key={place} tryAgainWith={useSource()}>
          <Suspense fallback={<p className="loading">Loading …</p>}>
            <Page route={route} />
          </Suspense>
        </Failure>
      </main>
    </>
  );
}

function Page({ route }: { readonly route: Route }) {
  switch (route.page) {
    case 'portfolio':
      return <PortfolioPage />;
    case 'overview':
      return <OverviewPage workload={route.workload} />;
    case 'plan':
      return <PlanPage workload={route.workload} done={route.done} />;
    case 'checklist':
      return <ChecklistPage workload={route.workload} show={route.show} />;
    case 'metrics':
      return <MetricsPage workload={route.workload} />;
    case 'registers':
      return <RegistersPage workload={route.workload} />;
    case 'audit':
      return <AuditPage workload={route.workload} />;
    case 'control':
      return <ControlPage workload={route.workload} id={route.id} />;
    case 'criterion':
      return <CriterionPage workload={route.workload} id={route.id} />;
    case 'model':
      return <ModelPage id={route.id} />;
  }
}

/** What is ticked or filtered on a page leads to no other page. */
function pageOf(route: Route): Route {
  if (route.page === 'plan') return { ...route, done: [] };
  return route.page === 'checklist' ? { ...route, show: 'all' } : route;
}

/** A portfolio of one is that one. */
function useShownRoute(): Route {
  const route = useRoute();
  const [row, ...more] = usePortfolio().rows;
  return route.page === 'portfolio' && row && more.length === 0 ? { page: 'overview', workload: row.key } : route;
}

/** A new page starts at its top, for eyes and for those who listen; not on the first one, where the browser does that itself. */
function useFocusOnNewPage(address: string) {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(address);
  useEffect(() => {
    if (shown.current === address) return;
    shown.current = address;
    scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [address]);
  return main;
}
