import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { startTestGateway, type TestGateway } from './test-gateway.ts';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface OpenedPage {
  page: Page;
  /** What the page threw, or wrote as an error. */
  faults: string[];
}

/** Gateways and pages of one file of tests; what a test opened is closed after it. */
export interface PageBrowser {
  openGateway(...args: Parameters<typeof startTestGateway>): Promise<TestGateway>;
  openPage(gateway: TestGateway, address?: string, options?: BrowserContextOptions): Promise<OpenedPage>;
  /** Ends the gateways now. */
  closeGateways(): Promise<void>;
}

/** Tests in a real browser, where there is one. */
export function describeInBrowser(title: string, body: (browser: PageBrowser) => void): void {
  const isThere = existsSync(CHROMIUM);
  const describeThere = isThere ? describe : describe.skip;
  const reason = isThere ? '' : ' (skipped: there is no chromium on this machine)';
  describeThere(`${title}${reason}`, () => {
    const opened: TestGateway[] = [];
    let browser: Browser;
    const closeGateways = async (): Promise<void> => {
      await Promise.all(opened.splice(0).map((gateway) => gateway.stop()));
    };
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    });
    afterAll(() => browser.close());
    afterEach(async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
      await closeGateways();
    });
    body({
      closeGateways,
      async openGateway(...args) {
        const gateway = await startTestGateway(...args);
        opened.push(gateway);
        return gateway;
      },
      async openPage(gateway, address = '', options = {}) {
        const context = await browser.newContext({
          ...{ locale: 'en-GB', timezoneId: 'Europe/London' },
          ...options,
        });
        const page = await context.newPage();
        page.setDefaultTimeout(10_000);
        const faults: string[] = [];
        page.on('pageerror', (error) => faults.push(error.message));
        page.on('console', (message) => {
          if (message.type() === 'error') faults.push(message.text());
        });
        await page.goto(`${gateway.url}/${address}`);
        return { page, faults };
      },
    });
  });
}
