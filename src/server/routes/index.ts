import type { Route } from '../route.ts';
import { accessRoutes } from './access.ts';
import { assessmentRoutes } from './assessments.ts';
import { loginRoutes } from './login.ts';
import { operationRoutes } from './operation.ts';
import { outcomeRoutes } from './outcomes.ts';
import { statementRoutes } from './statements.ts';
import { webhookRoutes } from './webhooks.ts';

/** All routes but the files of the user interface and the OpenAPI document, which is made from this list. */
export const routes: readonly Route[] = [
  ...operationRoutes,
  ...assessmentRoutes,
  ...statementRoutes,
  ...outcomeRoutes,
  ...accessRoutes,
  ...loginRoutes,
  ...webhookRoutes,
];
