import express from 'express';
import pino from 'pino';
const log = pino();
express().get('/orders', (request, response) => response.json([])).listen(8080, () => log.info('listening'));
