import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assessmentSchema } from '../../src/report/contract.ts';
import { toHtml } from '../../src/report/html.ts';
import { modelTextSchema } from '../../src/report/web-contract.ts';
import { findChromium, launch } from './chromium.ts';
import { type OpenPage, openPage } from './open-page.ts';
import { pictureData, renewPictureData } from './pictures/data.ts';

const chromium = findChromium();
const kept = join(import.meta.dirname, 'pictures');
const takenBy = join(kept, 'taken-by.json');
/** `pictures`, or `data` for what they are taken of as well. */
const renews = process.env.OPSEX_RENEW;
const service = '#/service/documented-service';
const pages = {
  portfolio: '#/',
  service,
  control: `${service}/control/WAF-OPS-010`,
  criterion: `${service}/criterion/ci-tests-on-pr`,
  plan: `${service}/plan?done=ci-tests-on-pr`,
  metrics: '#/service/checkout/metrics',
  model: '#/model/WAF-OPS-060',
};
const cases = (['light', 'dark'] as const).flatMap(theme =>
  Object.entries(pages).map(([name, hash]) => [`${name}-${theme}`, theme, hash] as const),
);

/** Pictures are of half the size, to keep them small. Two pixels in a thousand may differ: far fewer than a moved line changes. */
const mayDiffer = 0.002;

describe.skipIf(!chromium)('the pages look as they did', () => {
  let browser: Browser;
  let opened: Readonly<Record<'light' | 'dark', OpenPage>>;
  let machine: string;
  const folder = mkdtempSync(join(tmpdir(), 'opsex-pictures-'));

  beforeAll(async () => {
    if (renews === 'data') renewPictureData();
    browser = await launch(chromium ?? '');
    const file = join(folder, 'report.html');
    writeFileSync(file, report());
    const open = (theme: 'light' | 'dark') => openPage(browser, file, theme, 0.5);
    opened = { light: await open('light'), dark: await open('dark') };
    machine = `${process.platform} ${process.arch}, Chromium ${browser.version()}, fonts ${await fontsOf(opened.light)}`;
    if (renews) writeFileSync(takenBy, `${JSON.stringify({ machine }, null, 2)}\n`);
  }, 120_000);
  afterAll(() => browser?.close());

  test('what they show is what an assessment looks like today', () => {
    const { assessments, model } = pictureData();
    for (const json of assessments) expect(assessmentSchema.safeParse(json).error).toBeUndefined();
    expect(modelTextSchema.safeParse(model).error).toBeUndefined();
  });

  test.each(cases)('%s: nothing overlaps, is cut off or empty', async (_, theme, hash) => {
    await opened[theme].go(hash);
    expect(await faultsOf(opened[theme])).toEqual([]);
  });

  test.for(cases)('%s: the picture', async ([name, theme, hash], { skip }) => {
    const { page, go } = opened[theme];
    const expected = (JSON.parse(readFileSync(takenBy, 'utf8')) as { machine: string }).machine;
    // the same page is other pixels with another browser or other fonts: a comparison would say nothing
    skip(machine !== expected, `pictures are of ${expected}; this is ${machine}`);
    await go(hash);
    await page.evaluate('document.fonts.ready.then(() => scrollTo(0, 0))');
    const taken = coarse(PNG.sync.read(await page.screenshot({ animations: 'disabled', caret: 'hide' })));
    const path = join(kept, `${name}.png`);
    if (renews || !existsSync(path)) return writeFileSync(path, smallest(taken));
    const before = PNG.sync.read(readFileSync(path));
    expect([taken.width, taken.height]).toEqual([before.width, before.height]);
    const difference = new PNG({ width: taken.width, height: taken.height });
    const differing = pixelmatch(before.data, taken.data, difference.data, taken.width, taken.height, { threshold: 0.15 });
    if (differing <= mayDiffer * taken.width * taken.height) return;
    for (const [what, picture] of Object.entries({ taken, difference }))
      writeFileSync(join(folder, `${name}-${what}.png`), PNG.sync.write(picture));
    expect.fail(
      `${differing} pixels differ from ${path}: see ${folder}/${name}-difference.png. If that is how it should look: npm run pictures`,
    );
  });
});

function report(): string {
  const built = join(import.meta.dirname, '../..', process.env.OPSEX_BUILT_IN ?? 'dist', 'web');
  const [script, style] = ['app.js', 'app.css'].map(name => readFileSync(join(built, name), 'utf8'));
  return toHtml(pictureData(), { script: script ?? '', style: style ?? '' }, '0.1.0');
}

/** How wide a text is in the fonts that the pages use. */
async function fontsOf({ page }: OpenPage): Promise<string> {
  const widths = await page.evaluate(`['--sans', '--mono'].flatMap(family => ['400', '700'].map(weight => {
    const probe = document.createElement('span');
    probe.textContent = 'Hamburgefonstiv 0123456789 → – ·';
    Object.assign(probe.style, { position: 'absolute', fontFamily: 'var(' + family + ')', fontWeight: weight, fontSize: '100px', whiteSpace: 'nowrap' });
    document.body.append(probe);
    const { width } = probe.getBoundingClientRect();
    probe.remove();
    return Math.round(width);
  })).join('-')`);
  return String(widths);
}

/** What is wrong with the places of panels and headings, whatever the fonts are. */
function faultsOf({ page }: OpenPage): Promise<unknown> {
  return page.evaluate(`(() => {
    const name = element => element.className + ' ' + (element.textContent ?? '').trim().slice(0, 40);
    const placed = [...document.querySelectorAll('header.top, main, main h1, main h2, .panel, .tiles > li')].map(element => [element, element.getBoundingClientRect()]);
    const faults = [];
    for (const [element, box] of placed) {
      if (box.width < 1 || box.height < 1) faults.push('empty: ' + name(element));
      if (box.left < -1 || box.right > innerWidth + 1) faults.push('outside: ' + name(element));
    }
    const panels = placed.filter(([element]) => element.matches('.panel, header.top, .tiles > li'));
    panels.forEach(([one, a], at) => {
      for (const [other, b] of panels.slice(at + 1))
        if (!one.contains(other) && !other.contains(one) && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
          faults.push('overlap: ' + name(one) + ' and ' + name(other));
    });
    return faults;
  })()`);
}

/** Sixteen steps of each colour are enough to see what has moved or changed, and make a file half as large. */
function coarse(picture: PNG): PNG {
  picture.data.forEach((value, at) => {
    picture.data[at] = Math.round(value / 17) * 17;
  });
  return picture;
}

function smallest(picture: PNG): Buffer {
  return PNG.sync.write(picture, { colorType: 2, deflateLevel: 9, deflateStrategy: 0, filterType: 0 });
}
