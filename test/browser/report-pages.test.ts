// The pages of the reports on phones, in a real browser.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pageStyle } from '../../src/render/page-style.ts';
import { noBrowser, startBrowser } from './lab-page.ts';

const files = readdirSync('reports', { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('index.html'),
);

it.skipIf(noBrowser !== undefined)(
  'no page of a report scrolls sideways on a phone: what is too wide scrolls in itself',
  async () => {
    expect(files.length).toBeGreaterThan(25);
    const browser = await startBrowser();
    try {
      for (const width of [390, 320]) {
        const page = await browser.newPage({ viewport: { width, height: 800 }, isMobile: true });
        let wide = 0;
        for (const file of files) {
          const html = readFileSync(`reports/${file}`, 'utf8');
          // The style of today, not that of the last report.
          await page.setContent(html.replace(/<style>[^<]*/, () => `<style>${pageStyle}`));
          const seen = await page.evaluate(() => {
            const blocks = [...document.querySelectorAll('math[display=block], pre')];
            const wider = blocks.filter(
              ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
            );
            const stuck = wider.filter((one) => getComputedStyle(one).overflowX !== 'auto');
            const across = document.scrollingElement?.scrollWidth;
            return {
              across,
              wide: wider.length,
              stuck: stuck.map(({ textContent }) => textContent),
            };
          });
          expect([file, seen.across, seen.stuck]).toEqual([file, width, []]);
          wide += seen.wide;
        }
        expect(wide).toBeGreaterThan(0);
        await page.close();
      }
    } finally {
      await browser.close();
    }
  },
);
