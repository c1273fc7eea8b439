import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { embedded } from './data/embedded.ts';
import { fetched } from './data/fetched.ts';
import { remembering } from './data/remembering.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/pages.css';
import './styles/heat-map.css';
import './styles/metrics.css';
import './styles/checklist.css';
import './styles/registers.css';
import './styles/remedy.css';
import './styles/print.css';

const place = document.getElementById('opsex');
if (place) createRoot(place).render(<App source={remembering(embedded(document) ?? fetched(place.dataset.api ?? 'api'))} />);
