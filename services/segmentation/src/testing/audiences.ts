/** A condition in its text form. */
export const text = (value: string) => ({ form: { case: 'text' as const, value } });

export const condition = (value: string) => ({
  audience: { case: 'condition' as const, value: text(value) },
});
export const segment = (value: string) => ({ audience: { case: 'segmentId' as const, value } });
export const group = (value: string) => ({ audience: { case: 'groupId' as const, value } });
