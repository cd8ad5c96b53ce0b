/** Sunday where weeks begin with it; browsers that cannot say are taken for the rest of the world. */
export function firstWeekdayOf(locale: string): number {
  const known: Intl.Locale & { getWeekInfo?(): { readonly firstDay: number } } = new Intl.Locale(locale)
  return (known.getWeekInfo?.().firstDay ?? 1) % 7
}
