import { expect, test } from '@jest/globals';
import { describeInBrowser } from '../../testing/page-browser.ts';

const NARROW = { viewport: { width: 360, height: 800 } };
const PLOTS = [
  'Repeat purchases since the beginning',
  'Repeat purchases week by week',
  'Purchases in the holdout by earlier repeats',
  'Are probabilities what they say?',
  'Churn by band',
];

describeInBrowser('the report of a model version', ({ openGateway, openPage }) => {
  test('shows the figures beside baselines, and says whether the model is worth it', async () => {
    const { page, faults } = await openPage(await openGateway({ localTenant: 'shop-a' }), '#/models');
    await page.getByRole('heading', { name: 'Version 1: MBG/NBD' }).waitFor();
    const table = page.getByRole('region', { name: 'The model beside baselines' });
    expect(await table.textContent()).toContain('0.820 (0.800 to 0.840)');
    expect(await table.textContent()).toContain('Recency alone0.750');
    await page.getByText('It ranks buyers better than the best baseline (recency alone).').waitFor();
    expect(await page.getByRole('region', { name: 'Brier score' }).textContent()).toContain(
      'Resolution0.0400',
    );
    expect(await page.title()).toBe('Version 1 · Perennial');
    expect(faults).toEqual([]);
  });

  test('says honestly where a baseline is as good', async () => {
    const { page } = await openPage(await openGateway({ localTenant: 'shop-a' }), '#/models/2');
    await page.getByText('The best baseline (recency alone) ranks buyers about as well.').waitFor();
  });

  test('draws the plots of the papers, each with title, description and the same figures as a table', async () => {
    const { page } = await openPage(await openGateway({ localTenant: 'shop-a' }), '#/models');
    for (const name of PLOTS) {
      const picture = page.getByRole('img', { name });
      await picture.waitFor();
      expect((await picture.locator('desc').textContent())?.length).toBeGreaterThan(20);
      const figure = page.getByRole('figure').filter({ has: picture });
      await figure.getByText('As a table').press('Enter');
      expect(await figure.getByRole('table').getByRole('row').count()).toBeGreaterThan(4);
    }
    const marks = page.locator('.plot .bar, .plot .dot');
    // Eight groups by frequency and four bands, two bars each; nine bins that hold anybody.
    expect(await marks.count()).toBe(2 * 8 + 2 * 4 + 9);
    const broken = await page
      .locator('.plot svg')
      .evaluateAll((all) => all.filter((each) => /NaN|undefined|Infinity/.test(each.innerHTML)));
    expect(broken).toEqual([]);
  });

  test('lists the versions, which is in force, and that a roll-back holds it', async () => {
    const { page } = await openPage(await openGateway({ localTenant: 'shop-a' }), '#/models');
    const versions = page.getByRole('region', { name: 'Versions' }).last();
    await versions.getByText('In force, held by a roll-back').waitFor();
    await versions.getByRole('link', { name: 'Version 3' }).click();
    await page.getByText('4 of 12 weeks of past for a report').waitFor();
    expect(new URL(page.url()).hash).toBe('#/models/3');
    await page.goto(`${new URL(page.url()).origin}/#/models/9`);
    await page.getByText('there is no version 9').waitFor();
  });

  test('puts another version in force by the keyboard once that is confirmed, with a key that may', async () => {
    const gateway = await openGateway({ localTenant: 'shop-a' });
    const { page } = await openPage(gateway, '#/models');
    const question = page.getByRole('dialog', { name: 'Put version 2 in force?' });
    const button = page.getByRole('button', { name: 'Put version 2 in force' });
    await button.press('Enter');
    await question.getByText('It stays in force until a training is asked for').waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    await button.press('Enter');
    await question.getByRole('button', { name: 'Put in force' }).press('Enter');
    await question.getByLabel('Without a key this page only reads').fill(gateway.secretKey);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Version 2: MBG/NBD' }).waitFor();
    expect(await page.getByRole('row', { name: /Version 2/ }).textContent()).toContain('In force');
    expect(await page.getByRole('button', { name: 'Put version 1 in force' }).isVisible()).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Version 2');
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  test('says why a version could not be put in force', async () => {
    const gateway = await openGateway({ localTenant: 'shop-a' });
    const { page } = await openPage(gateway, '#/models');
    await page.getByRole('button', { name: 'Put version 3 in force' }).click();
    const question = page.getByRole('dialog');
    const confirm = question.getByRole('button', { name: 'Put in force' });
    await confirm.click();
    const key = question.getByLabel('Without a key this page only reads');
    await key.fill(gateway.publicKey);
    await confirm.click();
    await question.getByRole('alert').getByText('public_write').waitFor();
    await key.fill(gateway.secretKey);
    await confirm.click();
    await question.getByRole('alert').getByText('version 3 has gone').waitFor();
    await question.getByRole('button', { name: 'Leave it as it is' }).click();
    await page.getByRole('heading', { name: 'Version 1: MBG/NBD' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test.each(['light', 'dark'] as const)('fits a narrow screen in %s colours', async (colorScheme) => {
    const gateway = await openGateway({ localTenant: 'shop-a' });
    const { page } = await openPage(gateway, '#/models', { ...NARROW, colorScheme });
    await page.getByRole('img', { name: 'Churn by band' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    const colours = await page
      .locator('.plot')
      .first()
      .evaluate((plot) => {
        const line = plot.querySelector('.line.predicted');
        return [getComputedStyle(document.body).backgroundColor, line && getComputedStyle(line).stroke];
      });
    expect(new Set(colours).size).toBe(2);
  });
});
