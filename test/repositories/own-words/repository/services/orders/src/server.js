import { start } from '@acme/telemetry';
import { logger } from '@acme/logger';
import express from 'express';
start();
const log = logger('orders');
express().get('/orders', (request, response) => response.json([])).listen(8080, () => log.info('listening'));
