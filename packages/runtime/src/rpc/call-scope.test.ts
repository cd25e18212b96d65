import { expect, test } from '@jest/globals';
import { currentCall, runInCall, runOutsideCall } from './call-scope.ts';

test('work that a call sets off knows of no call, also later; the call still does', async () => {
  const scope = { deadlineAtMs: 1, tenant: () => 'demo', signal: new AbortController().signal };
  await runInCall(scope, async () => {
    const later = runOutsideCall(async () => {
      await Promise.resolve();
      return currentCall();
    });
    expect(currentCall()).toBe(scope);
    expect(await later).toBeUndefined();
    expect(currentCall()).toBe(scope);
  });
});
