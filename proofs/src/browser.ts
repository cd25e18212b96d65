import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const EXECUTABLES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Opens the page and waits until the RFM panel shows customers; saves a picture when a path is given. @throws without a browser */
export async function openPanel(url: string, picturePath?: string): Promise<void> {
  const executablePath = EXECUTABLES.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error(`No Chromium at ${EXECUTABLES.join(', ')}`);
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    const page = await browser.newPage({ viewport: { width: 1360, height: 1600 } });
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForFunction(
      () => /[1-9]/.test(document.querySelector('#totals dd')?.textContent ?? ''),
      undefined,
      {
        timeout: 60_000,
      },
    );
    if (picturePath !== undefined) await page.screenshot({ path: picturePath, fullPage: true });
  } finally {
    await browser.close();
  }
}
