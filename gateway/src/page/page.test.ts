import { expect, test } from '@jest/globals';
import { describeInBrowser } from '../testing/page-browser.ts';

describeInBrowser('the page', ({ openGateway, openPage, closeGateways }) => {
  test('shows every panel without a fault, money in the currency of the shop', async () => {
    const { page, faults } = await openPage(await openGateway({ localTenant: 'shop-a' }));
    await page.getByText('Best day: 17 Jan 2026 (€999.00)').waitFor();
    expect(await page.locator('[aria-busy="true"]').count()).toBe(0);
    expect(await page.locator('#totals').textContent()).toContain('€7,407.36');
    expect(await page.locator('#cells .cell').count()).toBe(27);
    expect(await page.locator('#pairs .cell').count()).toBe(27);
    expect(await page.locator('#times tbody td').count()).toBe(7 * 24);
    expect(await page.title()).toBe('Shop shop-a · Perennial');
    expect(faults).toEqual([]);
  });

  test('compares by the measure that was chosen', async () => {
    const { page } = await openPage(await openGateway({ localTenant: 'shop-a' }));
    const cell = page.locator('[data-cell="long/often/big_spender"]');
    await cell.waitFor();
    expect(await cell.textContent()).toBe('42');
    await page.getByText('Net', { exact: true }).click();
    expect(await cell.textContent()).toBe('€7.4k');
  });

  test('keeps the focus on a cell while figures move, and opens its customers by keyboard', async () => {
    const { page } = await openPage(await openGateway({ localTenant: 'shop-a' }));
    const cell = page.locator('[data-cell="short/often/big_spender"]');
    await cell.focus();
    await page.locator('.moved-up').first().waitFor();
    expect(await cell.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('c-1').waitFor();
    expect(await page.getByRole('dialog').textContent()).toContain('€42.00');
  });

  test('shows what came in as text, never as HTML', async () => {
    const { page } = await openPage(await openGateway({ localTenant: 'shop-a' }));
    await page.getByText('Mug <b>blue</b>').waitFor();
  });

  test('asks for any instant, and stands still there', async () => {
    const { page } = await openPage(await openGateway({ localTenant: 'shop-a' }));
    await page.locator('#totals dd').first().waitFor();
    await page.locator('#instant').fill('2026-05-03T12:30:00');
    await page.getByText('As of 3 May 2026, 12:30:00').waitFor();
    expect(await page.locator('#live').getAttribute('aria-pressed')).toBe('false');
  });

  test('helps an empty shop on its way', async () => {
    const gateway = await openGateway({ localTenant: 'shop-a' });
    gateway.shop.empty = true;
    const { page } = await openPage(gateway);
    await page.getByText('Nothing has come in yet').waitFor();
    expect(await page.locator('#empty code').textContent()).toContain(`${gateway.url}/v1/batch`);
    expect(await page.locator('#panels').isVisible()).toBe(false);
  });

  test('asks for a key where there is no session, and says when it is not valid', async () => {
    const gateway = await openGateway();
    const { page } = await openPage(gateway);
    await page.getByLabel('Secret key').fill('sk_live_wrong');
    await page.keyboard.press('Enter');
    await page.getByText('This key is not valid.').waitFor();
    await page.getByLabel('Secret key').fill(gateway.secretKey);
    await page.keyboard.press('Enter');
    await page.getByText('€7,407.36').first().waitFor();
  });

  test('says when the server is gone, and keeps the last figures', async () => {
    const gateway = await openGateway({ localTenant: 'shop-a' });
    const { page } = await openPage(gateway);
    await page.getByText('Best day').waitFor();
    await closeGateways();
    await page.getByText('The figures cannot be brought up to date').waitFor();
    expect(await page.locator('#totals').textContent()).toContain('€7,407.36');
  });
});
