import { expect, test } from '@jest/globals';
import { describeInBrowser } from '../../testing/page-browser.ts';

const NARROW = { viewport: { width: 360, height: 800 } };

describeInBrowser("a customer's page", ({ openGateway, openPage }) => {
  test('shows everything that is known, without a fault (CRM-1, CRM-2)', async () => {
    const { page, faults } = await openPage(await openGateway({ localTenant: 'shop-a' }), '#/customers/c-1');
    await page.getByRole('heading', { name: 'Ann <i>Lee</i>' }).waitFor();
    await page.getByText('Show earlier').waitFor();
    const textOf = async (name: string) => (await page.getByRole('region', { name }).textContent()) ?? '';
    expect(await textOf('Profile')).toContain('Yes to email');
    expect(await textOf('Scores')).toContain('Short · Often · Big spender');
    expect(await textOf('Segments')).toContain('In 1 of 2 saved segments');
    expect(await textOf('Segments')).toContain('Fans of mugs since 3 Jan 2026');
    expect(await textOf('Segments')).toContain('No groups of customers who buy alike are learned yet');
    expect(await textOf('Buys like')).toContain('tea · mugs · kettle');
    expect(await textOf('Best channel and moment')).toContain(
      '12% of contacts lead to an order within 7 days',
    );
    expect(await page.locator('#view [aria-busy="true"]').count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test('says of each prediction horizon, band, interval, how far to trust it and what it is made from (PRED-1..3, PRED-12..17)', async () => {
    const { page } = await openPage(await openGateway({ localTenant: 'shop-a' }), '#/customers/c-1');
    const card = page.getByRole('region', { name: 'Predictions' });
    await card.getByText('61%').waitFor();
    const text = await card.textContent();
    for (const told of ['within 30 days', 'within 90 days', 'High', 'Small', 'Likely to buy']) {
      expect(text).toContain(told);
    }
    expect(text).toContain('€210.00 within 365 days; 90%: €90.00 to €350.00');
    expect(text).toContain('Half likely by 3 Feb 2026; 90%: 21 Jan 2026 to 30 Apr 2026');
    expect(text).toContain('it told buyers from others in 82% of pairs');
    expect(text).toContain(
      'Made from 29 orders (1 given back) on 28 days since 24 Dec 2025, 1 day apart, €12.50 each, by E-mail (20), Price comparison (8).',
    );
    await card.getByRole('link').click();
    await page.getByRole('heading', { name: 'Version 1: MBG/NBD' }).waitFor();
  });

  test('recommends by a strategy chosen with the keyboard, and says why (PERS-8, DSEG-31)', async () => {
    const { page } = await openPage(await openGateway({ localTenant: 'shop-a' }), '#/customers/c-1');
    await page.getByText('similar any').waitFor();
    await page.getByText('Because of Mug <b>blue</b> (12 with both, 3.3 × chance)').waitFor();
    await page.getByLabel('Go by').focus();
    await page.keyboard.press('ArrowDown');
    await page.getByText('complementary any').waitFor();
    await page.getByLabel('Only what is new to them').press('Space');
    await page.getByText('complementary new').waitFor();
  });

  test('goes on in the timeline where it ended, with the focus there (TXN-14)', async () => {
    const { page } = await openPage(await openGateway({ localTenant: 'shop-a' }), '#/customers/c-1');
    await page.getByText('Show earlier').press('Enter');
    await page.getByText('order o-27').waitFor();
    await page.getByText('2 × Mug <b>blue</b> · order o-27').waitFor();
    await page.getByText('Teapot').waitFor();
    expect(await page.locator('.timeline li').nth(25).textContent()).toContain('Message sentSMS');
    expect(await page.locator('.timeline').textContent()).not.toMatch(/p-1|p-7/);
    expect(await page.locator('.timeline li').count()).toBe(28);
    expect(
      await page
        .locator('.timeline li')
        .nth(25)
        .evaluate((item) => item === document.activeElement),
    ).toBe(true);
    expect(await page.getByText('Show earlier').isVisible()).toBe(false);
  });

  test('is reached from the members of a cell, and by e-mail, which does not stay in the address', async () => {
    const { page } = await openPage(await openGateway({ localTenant: 'shop-a' }));
    await page.locator('[data-cell="short/often/big_spender"]').click();
    await page.getByRole('dialog').getByRole('link', { name: 'c-1' }).click();
    await page.getByRole('heading', { name: 'Ann <i>Lee</i>' }).waitFor();
    expect(await page.getByRole('dialog').isVisible()).toBe(false);
    await page.getByRole('link', { name: 'Scores' }).click();
    await page.locator('#totals dd').first().waitFor();
    await page.getByLabel('Find a customer').fill('ann@example.com');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ann <i>Lee</i>' }).waitFor();
    expect(new URL(page.url()).hash).toBe('#/customers/c-1');
  });

  test('says what is missing instead of a number', async () => {
    const { page } = await openPage(await openGateway({ localTenant: 'shop-a' }), '#/customers/c-2');
    await page.getByRole('heading', { name: 'Anonymous visitor' }).waitFor();
    await page.getByText('0 of 1 purchases of this customer').first().waitFor();
    await page.getByText('2 of 5 distinct products bought').waitFor();
    await page.getByText('They allow no channel.').waitFor();
    await page.getByText('Nothing is known of them yet.').waitFor();
    await page.goto(`${new URL(page.url()).origin}/#/customers/nobody`);
    await page.getByText('No customer has the id “nobody”.').waitFor();
  });

  test('fits a narrow screen', async () => {
    const gateway = await openGateway({ localTenant: 'shop-a' });
    const { page } = await openPage(gateway, '#/customers/c-1', NARROW);
    await page.getByText('Show earlier').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
