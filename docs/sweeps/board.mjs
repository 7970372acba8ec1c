// The queue's jobs on a page. QUEUE is its address, PORT where the page is.
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { Queue } from 'bullmq';
import express from 'express';

const { QUEUE: url = 'redis://127.0.0.1:6379', PORT: port = '3000' } = process.env;
const pages = new ExpressAdapter();
createBullBoard({
  queues: [new BullMQAdapter(new Queue('downhill', { connection: { url } }))],
  serverAdapter: pages,
});
express().use('/', pages.getRouter()).listen(Number(port));
