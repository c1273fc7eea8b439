import fastify from 'fastify';

// const on = await client.variation('new-cart', user, false);
fastify().listen({ port: 8080 });
