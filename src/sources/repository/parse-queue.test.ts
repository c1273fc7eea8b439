import { expect, test } from 'vitest';
import type { FileRecord } from './file-record.ts';
import type { ParsedPart } from './parse-batch.ts';
import { ParseQueue } from './parse-queue.ts';

const queueOf = (paths: readonly string[]) =>
  new ParseQueue(
    paths.map(path => ({ path })),
    4,
    () => ['detector'],
  );
const part = (count: number, done: number, more: Partial<ParsedPart> = {}): ParsedPart => ({
  lines: Array.from({ length: count }, () => 'read'),
  done,
  ...more,
});
const unreadOf = (queue: ParseQueue) => queue.parsed.flatMap(line => (line === 'read' ? [] : [(JSON.parse(line) as FileRecord).unread]));

function first(queue: ParseQueue) {
  const batch = queue.next();
  if (!batch) throw new Error('the queue is empty');
  return batch;
}

test('a file that takes too long is left out and the rest of its batch comes next', () => {
  const queue = queueOf(['a', 'b', 'c', 'd', 'e']);
  expect(queue.take(first(queue), part(1, 1, { overrun: { busy: 1.9 } }))).toBe(false);
  expect(unreadOf(queue)).toEqual([{ path: 'b', reason: 'took longer than 2 s to read', wantedBy: ['detector'] }]);
  expect([queue.next()?.files.map(({ path }) => path), queue.next()?.files.map(({ path }) => path), queue.next()]).toEqual([
    ['c', 'd'],
    ['e'],
    undefined,
  ]);
});

test('where nobody knows whether the machine was busy, the file gets more time, once and alone', () => {
  const queue = queueOf(['a', 'b', 'c']);
  queue.take(first(queue), part(0, 0, { overrun: { busy: undefined } }));
  const again = first(queue);
  expect(again).toEqual({ files: [{ path: 'a' }], seconds: 5, tries: 1 });
  queue.take(again, part(0, 0, { overrun: { busy: undefined } }));
  expect(unreadOf(queue).map(unread => unread?.reason)).toEqual(['took longer than 5 s to read']);
  expect(queue.next()?.files.map(({ path }) => path)).toEqual(['b', 'c']);
});

test('where the machine is busy with other things, a file gets more and more time', () => {
  const queue = queueOf(['a']);
  const seconds: number[] = [];
  for (let batch = queue.next(); batch; batch = queue.next()) {
    seconds.push(batch.seconds);
    queue.take(batch, part(0, 0, { overrun: { busy: 0.4 } }));
  }
  expect(seconds).toEqual([2, 5, 15, 45]);
});

test('a thread that ends costs the file it worked on; what it did not hand over is parsed again', () => {
  const queue = queueOf(['a', 'b', 'c', 'd']);
  const batch = first(queue);
  expect(queue.take(batch, part(1, 1))).toBe(true);
  queue.fail(batch, 1, 2, 'ended');
  expect(unreadOf(queue).map(unread => unread?.path)).toEqual(['c']);
  expect([queue.next()?.files.map(({ path }) => path), queue.next()?.files.map(({ path }) => path), queue.next()]).toEqual([
    ['b'],
    ['d'],
    undefined,
  ]);
  expect(queue.done).toBe(2);
});

test('after many slow files each gets little time, and in the end none', () => {
  const queue = queueOf(Array.from({ length: 400 }, (_, index) => `${index}`));
  const seconds: number[] = [];
  for (let batch = queue.next(); batch; batch = queue.next()) {
    seconds.push(batch.seconds);
    queue.take(batch, part(0, 0, { overrun: { busy: 1.9 } }));
  }
  expect([seconds.length, seconds[19], seconds[20]]).toEqual([200, 2, 0.2]);
  expect(unreadOf(queue)).toHaveLength(400);
  expect(unreadOf(queue).at(-1)?.reason).toBe('was not read, because 200 files took too long');
});
